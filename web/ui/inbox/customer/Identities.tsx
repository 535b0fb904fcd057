import type { Evidence, Identity } from "../api/words";
import { Address } from "../parts/Address";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import type { IconName } from "../parts/icons";
import { addressWords, howWords } from "../words/identity";
import { t } from "../words/speak";

const ICONS: Record<Evidence, IconName> = { proven: "shield", asserted: "person", claimed: "unproven" };

export function Identities({ identities }: { identities: readonly Identity[] }) {
  return (
    <section>
      <h3>{t("identities")}</h3>
      <ul class="identities">{identities.map((one) => <Known key={one.id} identity={one} />)}</ul>
    </section>
  );
}

function Known({ identity }: { identity: Identity }) {
  const { evidence } = identity;
  const how = howWords(identity.how);
  return (
    <li>
      <ChannelMark channel={identity.channel} />
      <Address text={addressWords(identity)} />
      <span class={`evidence ${evidence}`} title={t(`evidence.${evidence}.help`)}>
        <Icon name={ICONS[evidence]} />
        {t(`evidence.${evidence}`)}{how && ` · ${how}`}
      </span>
    </li>
  );
}
