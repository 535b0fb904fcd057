import { type Signal, batch, computed, signal } from "@preact/signals";
import type { Thread } from "../api/words";
import { belongs, inOrder } from "../queue/views";
import { route } from "./route";
import { user } from "./session";

interface Known {
  thread: Signal<Thread>;
  at: number; // when we learnt it
}

const known = new Map<string, Known>();
const changes = signal(0);

/** What we know of a thread, live. */
export function threadOf(id: string): Thread | undefined {
  void changes.value;
  return known.get(id)?.thread.value;
}

/**
 * Take in newer states of threads; a row that did not change is not drawn again.
 * asked: when an answer was asked for. What the stream told since then is newer than that answer, and stays.
 */
export function learn(threads: readonly Thread[], asked = performance.now()): void {
  if (!threads.length) return;
  batch(() => {
    for (const thread of threads) put(thread, asked);
    changes.value += 1;
  });
}

function put(thread: Thread, asked: number): void {
  const seen = known.get(thread.id);
  if (!seen) known.set(thread.id, { thread: signal(thread), at: asked });
  else if (seen.at <= asked) {
    seen.thread.value = thread;
    seen.at = asked;
  }
}

/** Drop what we knew before that moment: it may be stale. */
export function forgetBefore(asked: number): void {
  for (const [id, { at }] of known) if (at < asked) known.delete(id);
  changes.value += 1;
}

/** The ids of the view on the screen, the most urgent first. */
export const listed = computed<readonly string[]>(() => {
  void changes.value;
  const here = route.value;
  if (here.screen !== "inbox") return [];
  const me = user.value?.id ?? "";
  const threads = [...known.values()].map((one) => one.thread.peek()).filter((one) => belongs(one, here.view, me));
  return threads.sort(inOrder(here.view)).map((one) => one.id);
});
