import { useSignal } from "@preact/signals";
import type { Claim, Customer } from "../api/words";
import { Address } from "../parts/Address";
import { Button } from "../parts/Button";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import { complain } from "../state/notice";
import { t } from "../words/speak";
import { add, connectorsFor } from "./address";

interface ClaimsProps {
  threadId: string;
  customer: Customer;
}

/** Addresses that the customer typed. They suggest, and prove nothing, until a colleague vouches for them. */
export function Claims({ threadId, customer }: ClaimsProps) {
  const known = (claim: Claim) => customer.identities.some((one) => one.channel === claim.channel && one.address === claim.address);
  const open = customer.claims.filter((one) => !known(one));
  if (!open.length) return null;
  const connectors = connectorsFor(threadId);
  const confirm = ({ channel, address }: Claim) =>
    add(threadId, customer, connectors.find((one) => one.channel === channel)?.connector ?? channel, address);
  return (
    <section>
      <h3>{t("claims")}</h3>
      <ul class="identities">
        {open.map((one) => <Said key={one.channel + one.address} claim={one} confirm={() => confirm(one)} />)}
      </ul>
    </section>
  );
}

function Said({ claim, confirm }: { claim: Claim; confirm: () => Promise<void> }) {
  const busy = useSignal(false);
  const press = () => {
    busy.value = true;
    confirm().catch(complain).finally(() => (busy.value = false));
  };
  return (
    <li>
      <ChannelMark channel={claim.channel} />
      <Address text={claim.address} />
      <span class="evidence claimed"><Icon name="unproven" />{t("claim")}</span>
      <Button icon="check" busy={busy.value} onClick={press}>{t("address.confirm")}</Button>
    </li>
  );
}
