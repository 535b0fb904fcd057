import { signal } from "@preact/signals";
import { make } from "../api/promises";
import { isAbsence } from "../api/request";
import type { Message } from "../api/words";
import { keep, recallAll } from "./kept";
import { sentence } from "./notice";
import { user } from "./session";

/** A promise that left with a reply and that the server does not know yet. It is kept in the browser until it does. */
export interface Given {
  client_id: string; // of the reply
  thread_id: string;
  message_id: string; // "" until the reply has arrived
  text: string;
  due_at: string;
  problem: string; // as a sentence; "" while nothing is wrong
  offline: boolean; // it goes by itself once the server is back
}

export const given = signal<readonly Given[]>([]);

export function give(one: Pick<Given, "client_id" | "thread_id" | "text" | "due_at">): void {
  put({ ...one, message_id: "", problem: "", offline: false });
}

/** These replies are with the server now, so that what they promise can follow. */
export function follow(messages: readonly Message[]): void {
  for (const { id, client_id } of messages) {
    const one = client_id && given.peek().find((known) => known.client_id === client_id && !known.message_id);
    if (one) void keepInMind({ ...one, message_id: id });
  }
}

export async function keepInMind(one: Given): Promise<void> {
  put({ ...one, problem: "", offline: false });
  try {
    await make(one.thread_id, { text: one.text, due_at: one.due_at, message_id: one.message_id });
    drop(one);
  } catch (problem) {
    put({ ...one, problem: sentence(problem), offline: isAbsence(problem) });
  }
}

/** Together with its reply, which goes back into the composer. */
export function takeBackGiven(client_id: string): Given | undefined {
  const one = given.peek().find((known) => known.client_id === client_id);
  if (one) drop(one);
  return one;
}

export function restoreGiven(): void {
  given.value = recallAll(place("")).map((kept) => JSON.parse(kept) as Given);
  for (const one of given.peek()) if (one.message_id && !one.problem) void keepInMind(one);
}

export function followOffline(): void {
  for (const one of given.peek()) if (one.offline) void keepInMind(one);
}

export function put(one: Given): void {
  given.value = [...given.peek().filter((other) => other.client_id !== one.client_id), one];
  keep(place(one.client_id), JSON.stringify(one));
}

export function drop({ client_id }: Pick<Given, "client_id">): void {
  given.value = given.peek().filter((one) => one.client_id !== client_id);
  keep(place(client_id), "");
}

const place = (client_id: string) => `promised.${user.peek()?.id ?? ""}.${client_id}`;
