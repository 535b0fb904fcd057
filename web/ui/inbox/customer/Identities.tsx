import type { Customer, Identity } from "../api/words";
import { Address } from "../parts/Address";
import { Button } from "../parts/Button";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import { customerName } from "../words/customer";
import { addressWords } from "../words/identity";
import { t } from "../words/speak";
import { AddAddress } from "./AddAddress";
import { added, undo } from "./address";
import { Evidence } from "./Evidence";
import { IdentityMenu } from "./IdentityMenu";
import { New } from "./New";
import { Section } from "./Section";

interface IdentitiesProps {
  threadId: string;
  customer: Customer;
  since: string | null;
}

export function Identities({ threadId, customer, since }: IdentitiesProps) {
  return (
    <Section name="identities" title={t("identities")} count={customer.identities.length}>
      <ul class="identities">
        {customer.identities.map((one) => <Known key={one.id} identity={one} threadId={threadId} customer={customer} since={since} />)}
      </ul>
      <AddAddress threadId={threadId} customer={customer} />
    </Section>
  );
}

function Known({ identity, threadId, customer, since }: IdentitiesProps & { identity: Identity }) {
  const { shut, shared } = identity;
  const merged = customer.merges.find((one) => one.customer_id === identity.customer_id);
  return (
    <li>
      <span class="identity-head"><ChannelMark channel={identity.channel} /><New at={identity.created_at} since={since} /></span>
      <Address text={addressWords(identity)} />
      <Evidence identity={identity} />
      {merged && <span class="fact faint"><Icon name="join" />{t("identity.merged", { name: customerName(merged.name) })}</span>}
      {shared && <span class="tag warn" title={t("shared.help")}><Icon name="people" />{t("shared")}</span>}
      {shut && <span class="tag warn" title={identity.shut_detail}><Icon name="warning" />{t(`shut.${shut}`)}</span>}
      {added.value.has(identity.id) && <Button kind="quiet" icon="back" onClick={() => undo(threadId, customer.id, identity.id)}>{t("undo")}</Button>}
      <IdentityMenu threadId={threadId} customer={customer} identity={identity} />
    </li>
  );
}
