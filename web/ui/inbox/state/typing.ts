import { signal } from "@preact/signals";

const SHOWN = 6_000;
const timers = new Map<string, number>();

/** The threads whose customers are typing just now. */
export const typers = signal<ReadonlySet<string>>(new Set());

export function types(threadId: string): void {
  clearTimeout(timers.get(threadId));
  timers.set(threadId, window.setTimeout(() => rests(threadId), SHOWN));
  if (!typers.peek().has(threadId)) typers.value = new Set([...typers.peek(), threadId]);
}

export function rests(threadId: string): void {
  clearTimeout(timers.get(threadId));
  if (typers.peek().has(threadId)) typers.value = new Set([...typers.peek()].filter((id) => id !== threadId));
}
