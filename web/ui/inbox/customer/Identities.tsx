import type { Customer, Evidence, Identity } from "../api/words";
import { Address } from "../parts/Address";
import { ChannelMark } from "../parts/ChannelMark";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import type { IconName } from "../parts/icons";
import { addressWords, howWords } from "../words/identity";
import { t } from "../words/speak";
import { AddAddress } from "./AddAddress";
import { added, undo } from "./address";

const ICONS: Record<Evidence, IconName> = { proven: "shield", asserted: "person", claimed: "unproven" };

interface IdentitiesProps {
  threadId: string;
  customer: Customer;
}

export function Identities({ threadId, customer }: IdentitiesProps) {
  return (
    <section>
      <h3>{t("identities")}</h3>
      <ul class="identities">
        {customer.identities.map((one) => (
          <Known key={one.id} identity={one} undo={added.value.has(one.id) ? () => undo(threadId, customer.id, one.id) : undefined} />
        ))}
      </ul>
      <AddAddress threadId={threadId} customer={customer} />
    </section>
  );
}

function Known({ identity, undo }: { identity: Identity; undo: (() => void) | undefined }) {
  const { evidence, shut } = identity;
  const how = howWords(identity.how);
  return (
    <li>
      <ChannelMark channel={identity.channel} />
      <Address text={addressWords(identity)} />
      <span class={`evidence ${evidence}`} title={t(`evidence.${evidence}.help`)}>
        <Icon name={ICONS[evidence]} />
        {t(`evidence.${evidence}`)}{how && ` · ${how}`}
      </span>
      {shut && <span class="tag warn" title={identity.shut_detail}><Icon name="warning" />{t(`shut.${shut}`)}</span>}
      {undo && <Button kind="quiet" icon="back" onClick={undo}>{t("address.undo")}</Button>}
    </li>
  );
}
