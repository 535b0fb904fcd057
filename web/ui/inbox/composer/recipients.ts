import type { Identity } from "../api/words";
import type { Conversation } from "../state/conversation";

/** Who gets the answer: the agent's choice, else whoever wrote last, else the first address that we know. */
export function chosenIdentity({ messages, customer }: Conversation, picked: string | null): Identity | undefined {
  const known = (id: string | null) => customer.identities.find((one) => one.id === id);
  const wrote = messages.findLast((one) => one.direction === "in" && known(one.identity_id));
  return known(picked) ?? known(wrote?.identity_id ?? null) ?? customer.identities[0];
}
