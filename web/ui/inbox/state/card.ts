import { signal } from "@preact/signals";
import { type Card, card as ask } from "../api/card";
import { isGone } from "../api/request";
import { learnCustomer } from "./conversation";
import { sentence } from "./notice";

const KEPT = 20;
const GATHER = 400; // milliseconds: several changes in a row are asked for once
const asked = new Map<string, number>(); // how often, by thread: only the last answer counts
const soon = new Map<string, number>();

const cards = signal<ReadonlyMap<string, Card>>(new Map());
/** Why a card could not be loaded, by thread. */
export const troubles = signal<ReadonlyMap<string, string>>(new Map());

export const cardOf = (threadId: string): Card | undefined => cards.value.get(threadId);

/** What we knew before stays on the screen meanwhile. Undefined where it could not be had, or was asked for anew. */
export async function loadCard(threadId: string): Promise<Card | undefined> {
  clearTimeout(soon.get(threadId));
  soon.delete(threadId);
  const turn = (asked.get(threadId) ?? 0) + 1;
  asked.set(threadId, turn);
  try {
    const card = await ask(threadId);
    if (asked.get(threadId) !== turn) return undefined;
    keep(threadId, card);
    learnCustomer(threadId, card.customer);
    trouble(threadId, "");
    return card;
  } catch (problem) {
    if (isGone(problem)) forgetCards((id) => id !== threadId);
    if (asked.get(threadId) === turn) trouble(threadId, sentence(problem));
    return undefined;
  }
}

/** Something about it has changed. One that nobody looks at is loaded when it is opened again. */
export function touchCard(threadId: string, shown: boolean): void {
  if (!shown) return forgetCards((id) => id !== threadId);
  if (!soon.has(threadId)) soon.set(threadId, window.setTimeout(() => void loadCard(threadId), GATHER));
}

/** All but those that `stays` says. */
export function forgetCards(stays: (threadId: string) => boolean): void {
  cards.value = new Map([...cards.peek()].filter(([id]) => stays(id)));
}

function keep(threadId: string, card: Card): void {
  const others = [...cards.peek()].filter(([id]) => id !== threadId);
  cards.value = new Map([...others.slice(1 - KEPT), [threadId, card]]);
}

function trouble(threadId: string, text: string): void {
  troubles.value = new Map([...troubles.peek()].filter(([id]) => id !== threadId).concat(text ? [[threadId, text]] : []));
}
