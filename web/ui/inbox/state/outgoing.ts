import { signal } from "@preact/signals";
import { Problem } from "../api/request";
import { note, reply } from "../api/threads";
import type { Message } from "../api/words";
import { exactly } from "./clock";
import { hear } from "./conversation";
import { type Mode, write } from "./drafts";
import { keep, recallAll } from "./kept";
import { sentence } from "./notice";
import { user } from "./session";

/** Something written that the server has not confirmed yet. It is kept in the browser until it has. */
export interface Unconfirmed {
  client_id: string;
  thread_id: string;
  mode: Mode;
  text: string;
  identity_id: string | null;
  channel: string;
  at: string;
  problem: string; // why it is not under way, as a sentence; "" while it is
  offline: boolean; // the server could not be reached, so it goes by itself once it can
}

export const outgoing = signal<readonly Unconfirmed[]>([]);

export type Written = Pick<Unconfirmed, "thread_id" | "mode" | "text" | "identity_id" | "channel">;

export async function send(written: Written): Promise<void> {
  const at = new Date(exactly()).toISOString();
  await carry({ ...written, client_id: crypto.randomUUID(), at, problem: "", offline: false });
}

/** The same client_id goes again: if the first attempt did arrive after all, nothing is doubled. */
export async function carry(one: Unconfirmed): Promise<void> {
  put({ ...one, problem: "", offline: false });
  try {
    confirm([await hand(one)]);
  } catch (problem) {
    put({ ...one, problem: sentence(problem), offline: isAbsence(problem) });
  }
}

function hand(one: Unconfirmed): Promise<Message> {
  if (one.mode === "note") return note(one.thread_id, one.text, one.client_id);
  const to = one.identity_id ? { identity_id: one.identity_id } : {};
  return reply(one.thread_id, { text: one.text, client_id: one.client_id, ...to });
}

/** Nobody answered, or only a proxy that knows of no server behind it. */
function isAbsence(problem: unknown): boolean {
  return problem instanceof Problem && [0, 502, 503, 504].includes(problem.status);
}

/** The server has these: they replace what stood in their place. */
export function confirm(messages: readonly Message[]): void {
  hear(messages);
  for (const { client_id } of messages) if (client_id) drop(client_id);
}

/** Back into the composer, to be changed. */
export function takeBack(one: Unconfirmed): void {
  write(one.thread_id, one.mode, one.text);
  drop(one.client_id);
}

export function restore(): void {
  outgoing.value = recallAll(place("")).map((kept) => JSON.parse(kept) as Unconfirmed);
  carryOffline();
}

export function carryOffline(): void {
  for (const one of outgoing.peek()) if (one.offline || !one.problem) void carry(one);
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
