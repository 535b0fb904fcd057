import { useSignal } from "@preact/signals";
import { ask } from "../api/customers";
import type { Claim, Customer } from "../api/words";
import { Address } from "../parts/Address";
import { Button } from "../parts/Button";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import { complain, say } from "../state/notice";
import { t } from "../words/speak";
import { add, connectorsFor } from "./address";
import { howWords } from "./how";
import { New } from "./New";
import { Section } from "./Section";

interface ClaimsProps {
  threadId: string;
  customer: Customer;
  since: string | null;
}

/** Addresses that the customer typed. They suggest, and prove nothing, until a code comes back or a colleague vouches for them. */
export function Claims({ threadId, customer, since }: ClaimsProps) {
  const known = (claim: Claim) => customer.identities.some((one) => one.channel === claim.channel && one.address === claim.address);
  const open = customer.claims.filter((one) => !known(one));
  if (!open.length) return null;
  return (
    <Section name="claims" title={t("claims")} count={open.length}>
      <ul class="identities">
        {open.map((one) => <Said key={one.channel + one.address} threadId={threadId} customer={customer} claim={one} since={since} />)}
      </ul>
    </Section>
  );
}

function Said({ threadId, customer, claim, since }: ClaimsProps & { claim: Claim }) {
  const busy = useSignal(false);
  const { channel, address } = claim;
  const connectors = connectorsFor(threadId);
  const run = (work: Promise<void>) => {
    busy.value = true;
    work.catch(complain).finally(() => (busy.value = false));
  };
  const confirm = () => add(threadId, customer, connectors.find((one) => one.channel === channel)?.connector ?? channel, address);
  const demand = () => ask(customer.id, channel, address).then(() => say(t("code.asked", { address })));
  return (
    <li>
      <span class="identity-head"><ChannelMark channel={channel} /><New at={claim.created_at} since={since} /></span>
      <Address text={address} />
      <span class="evidence claimed"><Icon name="unproven" /><span>{[t("claim"), howWords(claim.how)].filter(Boolean).join(" · ")}</span></span>
      <div class="actions">
        {provable(claim, customer) && <Button icon="shield" title={t("code.help")} busy={busy.value} onClick={() => run(demand())}>{t("code.ask")}</Button>}
        <Button icon="check" busy={busy.value} onClick={() => run(confirm())}>{t("address.confirm")}</Button>
      </div>
    </li>
  );
}

/** A code goes by mail, and is entered in the chat. */
const provable = ({ channel }: Claim, { identities }: Customer): boolean =>
  channel === "email" && identities.some((one) => one.channel === "chat");
