import { signal } from "@preact/signals";
import { type ChannelForm, type Health, all, channels as askChannels, health as askHealth } from "../api/accounts";
import type { Account } from "../api/words";
import { complain } from "./notice";

const LOOK = 15_000; // milliseconds: a mere lag is no event

/** null until they were asked for. */
export const accounts = signal<readonly Account[] | null>(null);
export const channels = signal<readonly ChannelForm[] | null>(null);
export const health = signal<ReadonlyMap<string, Health>>(new Map());

let watched = false;
let wanted = false;

export const formOf = (account: Account): ChannelForm | undefined =>
  channels.value?.find((one) => one.connector === account.connector);

export async function loadAccounts(): Promise<void> {
  try {
    [accounts.value, channels.value] = await Promise.all([all(), channels.peek() ?? askChannels()]);
  } catch (problem) {
    complain(problem);
  }
}

/** For the titles of channels that we have no words for; asked once, and we can do without. */
export function wantChannels(): void {
  if (wanted || channels.peek()) return;
  wanted = true;
  askChannels().then((found) => (channels.value ??= found), () => undefined);
}

export function accountsChanged(): void {
  if (watched) void look();
  else if (accounts.peek()) void loadAccounts();
}

/** Keep up with how they fare until the returned function is called. */
export function watchHealth(): () => void {
  watched = true;
  void look();
  const timer = setInterval(() => document.hidden || void look(), LOOK);
  return () => {
    watched = false;
    clearInterval(timer);
  };
}

/** Silent where it fails: that the connection is lost is said elsewhere, and the next look is near. */
async function look(): Promise<void> {
  try {
    const [found] = await Promise.all([all(), loadHealth()]);
    accounts.value = found;
  } catch {
    // What was seen last stays.
  }
}

export async function loadHealth(): Promise<void> {
  const found = await askHealth();
  health.value = new Map(found.map((one) => [one.account_id, one]));
}

export function putAccount(account: Account): void {
  const others = accounts.peek() ?? [];
  const known = others.some((one) => one.id === account.id);
  accounts.value = known ? others.map((one) => (one.id === account.id ? account : one)) : [...others, account];
}

export function dropAccount(id: string): void {
  accounts.value = accounts.peek()?.filter((one) => one.id !== id) ?? null;
}
