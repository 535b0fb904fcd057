import type { Customer } from "../api/words";
import { Avatar } from "../parts/Avatar";
import { Icon } from "../parts/Icon";
import { Menu } from "../parts/Menu";
import { hasRights, RightsItems } from "../rights/RightsItems";
import { RightsDialog } from "../rights/RightsDialog";
import { customerName } from "../words/customer";
import { date } from "../words/past";
import { t } from "../words/speak";
import { write } from "./changing";
import { Editable } from "./Editable";
import { type Guess, Whereabouts } from "./Whereabouts";

interface WhoProps {
  threadId: string;
  customer: Customer;
  guess: Guess;
}

export function Who({ threadId, customer, guess }: WhoProps) {
  const { name, about, created_at } = customer;
  return (
    <header class="who-is">
      {hasRights() && <Menu kind="more" label={t("card.menu")} face={<Icon name="more" />}><RightsItems customer={customer} /></Menu>}
      <RightsDialog />
      <Avatar name={customerName(name)} />
      <Editable label={t("name")} value={name} longest={200} save={(name) => write(threadId, customer, { name })}>
        <h2>{customerName(name)}</h2>
      </Editable>
      <p class="faint">{t("customer.since", { date: date(created_at) })}</p>
      <Whereabouts threadId={threadId} customer={customer} guess={guess} />
      <Editable label={t("about")} value={about} longest={2000} lines save={(about) => write(threadId, customer, { about })}>
        {about ? <p class="about" dir="auto">{about}</p> : <p class="about faint">{t("about.none")}</p>}
      </Editable>
    </header>
  );
}
