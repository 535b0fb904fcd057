import { type Signal, signal } from "@preact/signals";
import { keep, recall } from "./kept";
import { user } from "./session";

/** What a reply that is being written promises. own: the agent has put it so, and no guess moves it any more. */
export interface Pledge {
  text: string;
  due_at: string;
  marked: boolean; // it becomes a promise when the reply is sent
  own: boolean;
}

const pledges = new Map<string, Signal<Pledge | null>>();
const refused = new Set<string>();

/** Like a draft, it survives a change of thread and a reload. */
export function pledgeOf(threadId: string): Signal<Pledge | null> {
  const known = pledges.get(threadId) ?? signal(JSON.parse(recall(place(threadId)) || "null") as Pledge | null);
  pledges.set(threadId, known);
  return known;
}

export function pledge(threadId: string, what: Pledge | null): void {
  pledgeOf(threadId).value = what;
  keep(place(threadId), what ? JSON.stringify(what) : "");
}

/** Nobody is asked about the same sentence again. */
export function refuse(threadId: string): void {
  refused.add(pledgeOf(threadId).peek()?.text ?? "");
  pledge(threadId, null);
}

/** found: what the draft seems to promise now. */
export function suggest(threadId: string, found: Pick<Pledge, "text" | "due_at"> | null): void {
  const now = pledgeOf(threadId).peek();
  if (now?.own || (now?.marked && !found)) return;
  const asked = found && !refused.has(found.text);
  pledge(threadId, asked ? { ...found, marked: now?.marked ?? false, own: false } : null);
}

/** By one key: mark what was found, take the mark back, or write down what nobody found. */
export function turn(threadId: string): void {
  const now = pledgeOf(threadId).peek();
  if (!now) pledge(threadId, { text: "", due_at: tomorrowMorning(), marked: true, own: true });
  else if (now.marked && now.own) pledge(threadId, null);
  else pledge(threadId, { ...now, marked: !now.marked });
}

function tomorrowMorning(): string {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  day.setHours(9, 0, 0, 0);
  return day.toISOString();
}

/** It leaves with the reply; null where none is marked. */
export function takePledge(threadId: string): Pledge | null {
  const now = pledgeOf(threadId).peek();
  pledge(threadId, null);
  return now?.marked ? now : null;
}

const place = (threadId: string) => `pledge.${user.peek()?.id ?? ""}.${threadId}`;
