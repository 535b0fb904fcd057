import { signal } from "@preact/signals";
import { Problem, isAbsence } from "../api/request";
import type { Filled } from "../api/templates";
import { note, reply } from "../api/threads";
import type { Way } from "../api/ways";
import type { Attachment, Message } from "../api/words";
import { exactly } from "./clock";
import { hear } from "./conversation";
import { type Mode, write } from "./drafts";
import { keep, recallAll } from "./kept";
import { sentence } from "./notice";
import { type Pledge, pledge } from "./pledges";
import { follow, followOffline, give, restoreGiven, takeBackGiven } from "./promised";
import { user } from "./session";
import { type Filling, writeWith } from "./templates";
import { giveBack } from "./uploads";

/** Something written that the server has not confirmed yet. It is kept in the browser until it has. */
export interface Unconfirmed {
  client_id: string;
  thread_id: string;
  mode: Mode;
  text: string;
  way: Pick<Way, "identity_id" | "account_id" | "channel"> | null; // a note goes nowhere
  files: Attachment[];
  template: Filling | null;
  at: string;
  problem: string; // why it is not under way, as a sentence; "" while it is
  code: string; // of the problem
  offline: boolean; // the server could not be reached, so it goes by itself once it can
}

export const outgoing = signal<readonly Unconfirmed[]>([]);

export type Written = Pick<Unconfirmed, "thread_id" | "mode" | "text" | "way" | "files" | "template">;

export async function send(written: Written, promised: Pick<Pledge, "text" | "due_at"> | null = null): Promise<void> {
  const [at, client_id] = [new Date(exactly()).toISOString(), crypto.randomUUID()];
  if (promised) give({ client_id, thread_id: written.thread_id, text: promised.text, due_at: promised.due_at });
  await carry({ ...written, client_id, at, problem: "", code: "", offline: false });
}

/** The same client_id goes again: if the first attempt did arrive after all, nothing is doubled. */
export async function carry(one: Unconfirmed): Promise<void> {
  put({ ...one, problem: "", code: "", offline: false });
  try {
    confirm([await hand(one)]);
  } catch (problem) {
    const code = problem instanceof Problem ? problem.code : "";
    put({ ...one, problem: sentence(problem), code, offline: isAbsence(problem) });
  }
}

function hand(one: Unconfirmed): Promise<Message> {
  if (one.mode === "note") return note(one.thread_id, one.text, one.client_id);
  const { thread_id, text, client_id, way, template } = one;
  const to = { ...(way && { identity_id: way.identity_id }), ...(way?.account_id && { account_id: way.account_id }) };
  const files = one.files.map(({ id }) => id);
  return reply(thread_id, { text, client_id, files, ...to, ...(template && { template: named(template) }) });
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

/** Back into the composer, to be changed. */
export function takeBack(one: Unconfirmed): void {
  if (one.template) writeWith(one.thread_id, one.template);
  else write(one.thread_id, one.mode, one.text);
  giveBack(one.thread_id, one.files);
  const promised = takeBackGiven(one.client_id);
  if (promised) pledge(one.thread_id, { text: promised.text, due_at: promised.due_at, marked: true, own: true });
  drop(one.client_id);
}

const BARE = { way: null, files: [], template: null, code: "" }; // what an older version of this page kept lacks them

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
