import { type Signal, batch, signal } from "@preact/signals";
import type { Doing } from "../api/presence";
import { user } from "./session";

/** A person at a thread, as the stream tells it; doing: "" for whoever has just gone. */
export interface Here {
  thread_id: string;
  user_id: string;
  name: string;
  doing: Doing | "";
}

/** How often a stream has begun: it knows nothing of us yet. */
export const greeted = signal(0);

const NOBODY: readonly Here[] = [];
const seats = new Map<string, Signal<readonly Here[]>>(); // by thread, so that one who comes redraws one row

/** The colleagues who have this thread before them just now; those who type in it first. */
export const viewersOf = (threadId: string): readonly Here[] => seatsAt(threadId).value;

function seatsAt(threadId: string): Signal<readonly Here[]> {
  const known = seats.get(threadId) ?? signal(NOBODY);
  seats.set(threadId, known);
  return known;
}

export function see(one: Here): void {
  if (one.user_id === user.peek()?.id) return;
  const here = seatsAt(one.thread_id);
  const others = here.peek().filter(({ user_id }) => user_id !== one.user_id);
  here.value = one.doing ? [...others, one].sort(inOrder) : others;
}

const inOrder = (one: Here, other: Here): number =>
  one.doing.localeCompare(other.doing) || one.name.localeCompare(other.name);

/** These, and nobody else, as a stream tells that begins. */
export function seeOnly(present: readonly Here[]): void {
  batch(() => {
    greeted.value += 1;
    for (const here of seats.values()) if (here.peek().length) here.value = NOBODY;
    present.forEach(see);
  });
}

export const present = (): Here[] => [...seats.values()].flatMap((here) => here.peek());
