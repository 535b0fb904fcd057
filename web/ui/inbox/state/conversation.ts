import { signal } from "@preact/signals";
import { type Opened, earlier, open } from "../api/threads";
import { Problem } from "../api/request";
import { isGone } from "../api/request";
import type { Customer, Message } from "../api/words";
import { meet } from "./drafts";
import { complain, sentence } from "./notice";
import { replace, route } from "./route";
import { learn } from "./threads";

export type Conversation = Omit<Opened, "thread" | "drafts">;

const KEPT = 20; // conversations stay live in memory, so that going back to one is instant
const opened = signal<ReadonlyMap<string, Conversation>>(new Map());
const heardMeanwhile = new Map<string, Message[]>(); // by thread, while the server is being asked for it
const unsaid = new Set<string>(); // messages
const overtaken = new Set<string>(); // asked for again meanwhile: the answer under way may be older than the question
export const failure = signal<{ id: string; sentence: string } | null>(null);

export const conversationOf = (id: string): Conversation | undefined => opened.value.get(id);

/** From memory if we hold it; `afresh`: from the server, and nothing that we knew counts any more. */
export async function openThread(id: string, afresh = false): Promise<void> {
  if (afresh || !opened.peek().has(id)) await read(id, false);
}

/** Ask again for what only the whole thread tells, such as the customer; messages loaded before stay. */
export const refresh = (id: string): Promise<void> => read(id, true);

async function read(id: string, join: boolean): Promise<void> {
  if (heardMeanwhile.has(id)) {
    overtaken.add(id);
    return;
  }
  const asked = performance.now();
  heardMeanwhile.set(id, []);
  failure.value = null;
  try {
    const { thread, drafts, ...fresh } = await open(id);
    const old = join ? opened.peek().get(id) : undefined;
    const messages = merge(merge(old?.messages ?? [], fresh.messages), heardMeanwhile.get(id) ?? []);
    learn([thread], asked);
    meet(thread.id, drafts, asked);
    keep(thread.id, { ...fresh, messages, more: old?.more ?? fresh.more });
    if (thread.id !== id) follow(id, thread.id);
  } catch (problem) {
    if (isGone(problem)) forget(id);
    failure.value = { id, sentence: sentence(problem) };
    if (problem instanceof Problem && problem.status === 404) forget(id); // it was erased
  } finally {
    heardMeanwhile.delete(id);
    if (overtaken.delete(id)) void read(id, true);
  }
}

/** Its thread is shown in another one, since it was merged: whoever comes by its address goes there. */
function follow(part: string, head: string): void {
  forget(part);
  const here = route.peek();
  if (here.screen === "inbox" && here.thread === part) replace(location.hash.replace(part, head));
}

export function loadEarlier(id: string): Promise<void> {
  return readEarlier(id).catch(complain);
}

/** Raises a Problem where the server does not give them. */
export async function readEarlier(id: string): Promise<void> {
  const known = opened.peek().get(id);
  const first = known?.messages[0];
  if (!first) return;
  const { messages, more } = await earlier(id, first.id);
  const now = opened.peek().get(id) ?? known;
  keep(id, { ...now, messages: merge(messages, now.messages), more });
}

/** Take in messages of conversations that we hold; the others are loaded when they are opened. */
export function hear(messages: readonly Message[]): void {
  for (const message of messages) {
    heardMeanwhile.get(message.thread_id)?.push(message);
    const known = opened.peek().get(message.thread_id);
    if (!known) continue;
    keep(message.thread_id, { ...known, messages: merge(known.messages, [message]) });
    if (isShortened(message)) void refresh(message.thread_id);
  }
}

/** It was taken back. An answer under way may still tell of it. */
export function unsay(threadId: string, messageId: string): void {
  unsaid.add(messageId);
  const known = opened.peek().get(threadId);
  if (known) keep(threadId, { ...known, messages: merge(known.messages, []) });
}

export function learnCustomer(threadId: string, customer: Customer): void {
  const known = opened.peek().get(threadId);
  if (known) keep(threadId, { ...known, customer });
}

/** The stream cuts what is very long; the thread itself holds all of it. */
const isShortened = ({ text }: Message): boolean => text.length === 8000;

/** It is read anew when it is opened again. */
export function forget(id: string): void {
  const others = new Map(opened.peek());
  if (others.delete(id)) opened.value = others;
}

/** All but the one on the screen, which is being read again. */
export function forgetOthers(id: string | null): void {
  const here = id === null ? undefined : opened.peek().get(id);
  opened.value = new Map(id !== null && here ? [[id, here]] : []);
}

function keep(id: string, conversation: Conversation): void {
  const next = new Map(opened.peek());
  next.delete(id);
  next.set(id, conversation);
  const oldest = next.keys().next().value;
  if (next.size > KEPT && oldest !== undefined) next.delete(oldest);
  opened.value = next;
}

function merge(known: readonly Message[], news: readonly Message[]): Message[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of news) byId.set(message.id, message);
  for (const id of unsaid) byId.delete(id);
  return [...byId.values()].sort(inOrder);
}

const inOrder = (one: Message, other: Message): number => (place(one) < place(other) ? -1 : 1);

/** As text: a whole second has no digits after it, and comes before its parts as a space comes before a point. */
const place = ({ threaded_at, id }: Message): string => threaded_at.replace("Z", " ") + id;
