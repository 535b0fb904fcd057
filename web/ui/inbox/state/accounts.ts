import { signal } from "@preact/signals";
import { type ChannelForm, all, channels as askChannels } from "../api/accounts";
import type { Account } from "../api/words";
import { complain } from "./notice";

/** null until they were asked for. */
export const accounts = signal<readonly Account[] | null>(null);
export const channels = signal<readonly ChannelForm[] | null>(null);

export async function loadAccounts(): Promise<void> {
  try {
    [accounts.value, channels.value] = await Promise.all([all(), channels.peek() ?? askChannels()]);
  } catch (problem) {
    complain(problem);
  }
}

export function accountsChanged(): void {
  if (accounts.peek()) void loadAccounts();
}

export function putAccount(account: Account): void {
  const others = accounts.peek() ?? [];
  const known = others.some((one) => one.id === account.id);
  accounts.value = known ? others.map((one) => (one.id === account.id ? account : one)) : [...others, account];
}
