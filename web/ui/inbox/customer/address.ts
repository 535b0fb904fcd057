import { signal } from "@preact/signals";
import type { ChannelForm } from "../api/accounts";
import { link, unlink } from "../api/customers";
import type { Customer } from "../api/words";
import { channels, wantChannels } from "../state/accounts";
import { conversationOf, learnCustomer } from "../state/conversation";
import { complain, say } from "../state/notice";
import { t } from "../words/speak";

/** The identities that were added on this screen, and can be taken back. */
export const added = signal<ReadonlySet<string>>(new Set());

/** By which somebody can be written to who has not written first, and that we have an account of. */
export function connectorsFor(threadId: string): readonly ChannelForm[] {
  wantChannels();
  const ours = conversationOf(threadId)?.accounts ?? [];
  return (channels.value ?? []).filter((one) => one.tests && ours.some(({ channel }) => channel === one.channel));
}

/** Raises a Problem, whose sentence says what is wrong with the address. */
export async function add(threadId: string, before: Customer, connector: string, address: string): Promise<void> {
  const customer = await link(before.id, connector, address);
  const fresh = customer.identities.filter(({ id }) => !before.identities.some((one) => one.id === id));
  added.value = new Set([...added.peek(), ...fresh.map(({ id }) => id)]);
  learnCustomer(threadId, customer);
  say(t("address.added", { address }));
}

export function undo(threadId: string, customerId: string, identityId: string): void {
  unlink(customerId, identityId).then((customer) => learnCustomer(threadId, customer), complain);
}
