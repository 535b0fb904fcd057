import type { Claim } from "../api/words";
import { Address } from "../parts/Address";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import { t } from "../words/speak";

/** Addresses that the customer typed. They suggest, and prove nothing. */
export function Claims({ claims }: { claims: readonly Claim[] }) {
  if (!claims.length) return null;
  return (
    <section>
      <h3>{t("claims")}</h3>
      <ul class="identities">
        {claims.map((one) => (
          <li key={one.channel + one.address}>
            <ChannelMark channel={one.channel} />
            <Address text={one.address} />
            <span class="evidence claimed"><Icon name="unproven" />{t("claim")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
