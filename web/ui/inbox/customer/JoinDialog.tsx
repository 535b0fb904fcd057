import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Suggestion } from "../api/card";
import { open } from "../api/threads";
import type { Customer } from "../api/words";
import { Address } from "../parts/Address";
import { Avatar } from "../parts/Avatar";
import { Button } from "../parts/Button";
import { ChannelMark } from "../parts/ChannelMark";
import { Dialog } from "../parts/Dialog";
import { Icon } from "../parts/Icon";
import { Loading } from "../parts/Loading";
import { Trouble } from "../parts/Trouble";
import { useSubmit } from "../start/submit";
import { sentence } from "../state/notice";
import { threadOf } from "../state/threads";
import { customerName } from "../words/customer";
import { addressWords } from "../words/identity";
import { ago } from "../words/past";
import { t } from "../words/speak";
import { Evidence } from "./Evidence";
import { join } from "./joining";
import { because } from "./suggesting";

interface JoinDialogProps {
  threadId: string;
  customer: Customer;
  other: Suggestion;
  onClose: () => void;
}

/** Both side by side, and what comes of it, before anything is done. */
export function JoinDialog({ threadId, customer, other, onClose }: JoinDialogProps) {
  const [found, trouble] = [useSignal<Customer | null>(null), useSignal("")];
  useEffect(() => {
    open(other.thread_id).then((opened) => (found.value = opened.customer), (problem: unknown) => (trouble.value = sentence(problem)));
  }, [other.thread_id]);
  const { busy, error, submit } = useSubmit(async () => {
    await join(threadId, customer, other);
    onClose();
  });
  const last = threadOf(threadId)?.last_at;
  return (
    <Dialog title={t("join.title")} onClose={onClose}>
      <form onSubmit={submit}>
        <p>{t("suggestion", { name: customerName(other.name) })} {because(other)}</p>
        <div class="sides">
          <Side customer={customer} last={last} />
          {found.value ? <Side customer={found.value} last={other.last_at} /> : !trouble.value && <Loading />}
        </div>
        <ul class="consequences">
          <li><Icon name="join" />{t("join.shown")}</li>
          <li><Icon name="eye" />{t("join.unseen")}</li>
          <li><Icon name="back" />{t("join.undo")}</li>
        </ul>
        <Trouble text={trouble.value || error.value} />
        <div class="actions">
          <Button kind="main" icon="join" submit busy={busy.value} disabled={!found.value}>{t("join")}</Button>
          <Button kind="quiet" onClick={onClose}>{t("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function Side({ customer, last }: { customer: Customer; last: string | undefined }) {
  return (
    <section class="side" aria-label={customerName(customer.name)}>
      <Avatar name={customerName(customer.name)} />
      <h3>{customerName(customer.name)}</h3>
      {last && <p class="faint">{t("join.last", { ago: ago(last) })}</p>}
      <ul>
        {customer.identities.map((one) => (
          <li key={one.id}><ChannelMark channel={one.channel} /><Address text={addressWords(one)} /><Evidence identity={one} /></li>
        ))}
      </ul>
    </section>
  );
}
