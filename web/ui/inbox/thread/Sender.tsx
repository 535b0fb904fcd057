import type { Customer, Message } from "../api/words";
import { Icon } from "../parts/Icon";
import { user } from "../state/session";
import { customerName } from "../words/customer";
import { addressWords } from "../words/identity";
import { t } from "../words/speak";

export function Sender({ message, customer }: { message: Message; customer: Customer }) {
  if (message.direction === "in") return <FromCustomer message={message} customer={customer} />;
  const name = message.author_id === user.value?.id ? t("you") : message.author_name || "Hilo";
  if (message.direction === "out") return <strong>{name}</strong>;
  return <><strong>{t("note.by", { name })}</strong><span class="faint">{t("note.private")}</span></>;
}

/** Anybody can write any address into a mail: where nothing proves it, the agent must know. */
function FromCustomer({ message, customer }: { message: Message; customer: Customer }) {
  const identity = customer.identities.find((one) => one.id === message.identity_id);
  const doubtful = message.evidence === "claimed" && message.channel === "email";
  const [name, address] = [identity?.display || customerName(customer.name), identity ? addressWords(identity) : ""];
  const several = customer.identities.filter(({ channel }) => channel === message.channel).length > 1;
  return (
    <>
      <strong>{name}</strong>
      {several && address !== name && <span class="faint">{address}</span>}
      {doubtful && <span class="tag warn" title={t("unverified.help")}><Icon name="unproven" />{t("unverified")}</span>}
    </>
  );
}
