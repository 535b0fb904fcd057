import type { Customer, Message, Reaction } from "../api/words";
import { addressWords } from "../words/identity";
import { t } from "../words/speak";

/** The same emoji of several people stands once, with their number. */
export function Reactions({ message, customer }: { message: Message; customer: Customer }) {
  const { reactions, channel } = message;
  if (!reactions?.length) return null;
  const nameOf = ({ by }: Reaction): string => {
    const identity = customer.identities.find((one) => one.channel === channel && one.address === by);
    return identity ? identity.display || addressWords(identity) : by;
  };
  return (
    <ul class="reactions" aria-label={t("reactions")}>
      {[...new Set(reactions.map(({ emoji }) => emoji))].map((emoji) => {
        const names = reactions.filter((one) => one.emoji === emoji).map(nameOf);
        return (
          <li key={emoji} title={names.join(", ")}>
            {emoji}{names.length > 1 && ` ${names.length}`}<span class="unseen">{names.join(", ")}</span>
          </li>
        );
      })}
    </ul>
  );
}
