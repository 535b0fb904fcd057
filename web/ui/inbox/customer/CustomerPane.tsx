import type { View } from "../api/words";
import { Avatar } from "../parts/Avatar";
import { Icon } from "../parts/Icon";
import { conversationOf } from "../state/conversation";
import { toThread } from "../state/route";
import { customerName } from "../words/customer";
import { t } from "../words/speak";
import { date } from "../words/when";
import { Claims } from "./Claims";
import { Episodes } from "./Episodes";
import { Identities } from "./Identities";

export function CustomerPane({ id, view }: { id: string; view: View }) {
  const customer = conversationOf(id)?.customer;
  return (
    <aside class="customer" aria-label={t("customer")}>
      <a class="icon-button to-thread" href={toThread(view, id)} aria-label={t("back.thread")} title={t("back.thread")}><Icon name="left" class="flip" /></a>
      {customer && (
        <>
          <header class="customer-head">
            <Avatar name={customerName(customer.name)} />
            <h2>{customerName(customer.name)}</h2>
            <p class="faint">{t("customer.since", { date: date(customer.created_at) })}</p>
          </header>
          <Identities threadId={id} customer={customer} />
          <Claims threadId={id} customer={customer} />
          <Episodes episodes={customer.episodes} />
        </>
      )}
    </aside>
  );
}
