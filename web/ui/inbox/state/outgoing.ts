import { effect, signal } from "@preact/signals";
import { Problem, isAbsence } from "../api/request";
import type { Filled } from "../api/templates";
import { note, reply } from "../api/threads";
import type { Way } from "../api/ways";
import type { Attachment, Message } from "../api/words";
import { exactly } from "./clock";
import { namedIn } from "./colleagues";
import { hear } from "./conversation";
import { type Mode, putBack } from "./drafts";
import { keep, recallAll } from "./kept";
import { sentence } from "./notice";
import { type Pledge, pledge } from "./pledges";
import { preferences } from "./preferences";
import { follow, followOffline, give, restoreGiven, takeBackGiven } from "./promised";
import { user } from "./session";
import { type Filling, writeWith } from "./templates";
import { giveBack } from "./uploads";
import { pick } from "./ways";

export type Destination = Pick<Way, "identity_id" | "account_id" | "channel">;

/** Something written that the server has not confirmed yet. It is kept in the browser until it has. */
export interface Unconfirmed {
  client_id: string;
  thread_id: string;
  mode: Mode;
  text: string;
  way: Destination | null; // a note goes nowhere
  files: Attachment[];
  template: Filling | null;
  at: string;
  problem: string; // why it is not under way, as a sentence; "" while it is
  code: string; // of the problem
  words: readonly string[]; // what it is about
  seen: string | null; // where the last message stood that its writer knew of
  despite: readonly string[]; // codes of what they were asked about, and send it all the same
  offline: boolean; // the server could not be reached, so it goes by itself once it can
}

export const outgoing = signal<readonly Unconfirmed[]>([]);

export type Written = Pick<Unconfirmed, "thread_id" | "mode" | "text" | "way" | "files" | "template" | "seen">;

export async function send(written: Written, promised: Pick<Pledge, "text" | "due_at"> | null = null): Promise<void> {
  const [at, client_id] = [new Date(exactly()).toISOString(), crypto.randomUUID()];
  if (promised) give({ client_id, thread_id: written.thread_id, text: promised.text, due_at: promised.due_at });
  await carry({ ...written, client_id, at, problem: "", code: "", words: [], despite: [], offline: false });
}

/** The same client_id goes again: if the first attempt did arrive after all, nothing is doubled. */
export async function carry(one: Unconfirmed): Promise<void> {
  put({ ...one, problem: "", code: "", offline: false });
  try {
    confirm([await hand(one)]);
  } catch (problem) {
    const { code, words } = problem instanceof Problem ? problem : UNKNOWN;
    put({ ...one, problem: sentence(problem), code, words, offline: isAbsence(problem) });
  }
}

function hand(one: Unconfirmed): Promise<Message> {
  if (one.mode === "note") return note(one.thread_id, one.text, one.client_id, namedIn(one.text).slice(0, 20));
  const { thread_id, text, client_id, way, template, seen } = one;
  const { hold, tone } = preferences.peek();
  const how = { hold: way?.channel === "chat" ? 0 : hold, seen, despite: tone ? one.despite : [...one.despite, "tone"] };
  const to = { ...(way && { identity_id: way.identity_id }), ...(way?.account_id && { account_id: way.account_id }) };
  const files = one.files.map(({ id }) => id);
  return reply(thread_id, { text, client_id, files, ...how, ...to, ...(template && { template: named(template) }) });
}

function named({ template: { id, name, language }, values }: Filling): Filled {
  return { id, name, language, values };
}

/** The server has these: they replace what stood in their place. */
export function confirm(messages: readonly Message[]): void {
  hear(messages);
  follow(messages);
  for (const { client_id } of messages) if (client_id) drop(client_id);
}

/** Once nothing of this thread is on its way any more: whether all of it has arrived. */
export async function arrived(threadId: string): Promise<boolean> {
  const ours = () => outgoing.value.filter(({ thread_id }) => thread_id === threadId);
  await new Promise<void>((settled) => {
    const stop = effect(() => void (ours().every(({ problem }) => problem) && queueMicrotask(() => (stop(), settled()))));
  });
  return !ours().length;
}

/** Back into the composer, to be changed; there it goes where it was to go, or by another way. */
export function takeBack(one: Unconfirmed, way: Destination | null = one.way): void {
  if (way) pick(one.thread_id, way);
  if (one.template) writeWith(one.thread_id, one.template);
  else putBack(one.thread_id, one.mode, way?.channel, one.text);
  giveBack(one.thread_id, one.files);
  const promised = takeBackGiven(one.client_id);
  if (promised) pledge(one.thread_id, { text: promised.text, due_at: promised.due_at, marked: true, own: true });
  drop(one.client_id);
}

const UNKNOWN = { code: "", words: [] };
const BARE = { way: null, files: [], template: null, seen: null, despite: [], ...UNKNOWN }; // what an older version of this page kept lacks them

export function restore(): void {
  outgoing.value = recallAll(place("")).map((kept) => ({ ...BARE, ...(JSON.parse(kept) as Unconfirmed) }));
  restoreGiven();
  carryOffline();
}

export function carryOffline(): void {
  for (const one of outgoing.peek()) if (one.offline || !one.problem) void carry(one);
  followOffline();
}

function put(one: Unconfirmed): void {
  outgoing.value = [...outgoing.peek().filter((other) => other.client_id !== one.client_id), one];
  keep(place(one.client_id), JSON.stringify(one));
}

function drop(client_id: string): void {
  const others = outgoing.peek().filter((one) => one.client_id !== client_id);
  if (others.length === outgoing.peek().length) return;
  outgoing.value = others;
  keep(place(client_id), "");
}

const place = (client_id: string) => `outgoing.${user.peek()?.id ?? ""}.${client_id}`;
