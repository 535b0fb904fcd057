import { signal } from "@preact/signals";
import { type Limits, type Shut, type Way, waysTo } from "../api/ways";
import type { Identity } from "../api/words";
import { now } from "./clock";
import type { Conversation } from "./conversation";
import { channelOfDraft } from "./drafts";

const UNLIMITED: Limits = { longest: 0, longest_caption: 0, counted: "characters", files: 0, biggest: {}, captions: true, templates: false };

const known = signal<ReadonlyMap<string, readonly Way[]>>(new Map());
const picks = signal<ReadonlyMap<string, string>>(new Map());

/** Grows when accounts change: what is known of ways may then be wrong. */
export const age = signal(0);

export async function loadWays(threadId: string): Promise<void> {
  try {
    known.value = new Map(known.peek()).set(threadId, await waysTo(threadId));
  } catch {
    // What we knew before stays; the server decides in any case, and says why not.
  }
}

/** Until the server has answered, what the thread itself tells: somebody fast must not wait. */
export function waysOf(threadId: string, conversation?: Conversation): readonly Way[] {
  return known.value.get(threadId) ?? (conversation ? guess(conversation) : []);
}

type Named = Pick<Way, "identity_id" | "account_id">;

export const keyOf = (way: Named): string => `${way.identity_id}/${way.account_id ?? ""}`;

export function pick(threadId: string, way: Named): void {
  picks.value = new Map(picks.peek()).set(threadId, keyOf(way));
}

/** The agent's choice, else where they have begun to write, else wherever the customer wrote last, open or not: answers
 * never change their way by themselves. */
export function chosenWay(threadId: string, ways: readonly Way[]): Way | undefined {
  const picked = picks.value.get(threadId);
  const guessed = ways.find((way) => `${way.identity_id}/` === picked); // chosen before we knew of accounts
  const begun = channelOfDraft(threadId);
  return ways.find((way) => keyOf(way) === picked) ?? guessed ?? ways.find(({ channel }) => channel === begun) ?? ways[0];
}

/** Why no free text may go this way now. The window closes while we look on. */
export function shutOf(way: Way): Shut {
  const closes = way.window_closes_at;
  return way.shut || (closes && Date.parse(closes) <= now.value ? "window_closed" : "");
}

export const takesTemplates = (way: Way): boolean => way.templates && ["", "window_closed"].includes(shutOf(way));

export const isUsable = (way: Way): boolean => !shutOf(way) || takesTemplates(way);

/** Where else this customer provably is. */
export function nextWay(threadId: string, identityId: string | null): Way | undefined {
  return waysOf(threadId).find((way) => way.identity_id !== identityId && way.evidence === "proven" && !shutOf(way));
}

function guess({ messages, customer }: Conversation): readonly Way[] {
  const wrote = messages.findLast((one) => one.direction === "in" && one.identity_id)?.identity_id;
  const ways = customer.identities.map(guessed);
  return [...ways.filter((way) => way.identity_id === wrote), ...ways.filter((way) => way.identity_id !== wrote)];
}

function guessed({ id, channel, address, display, evidence, shut, shut_detail }: Identity): Way {
  const who = { identity_id: id, channel, address, display, evidence };
  const how = { account_id: null, account_name: "", window_closes_at: null, templates: false, limits: UNLIMITED };
  return { ...who, ...how, open: !shut, shut: shut ?? "", detail: shut_detail };
}
