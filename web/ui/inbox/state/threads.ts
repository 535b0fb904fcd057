import { type Signal, batch, signal } from "@preact/signals";
import type { Thread } from "../api/words";

interface Known {
  thread: Thread;
  at: number; // when we learnt it
  live?: Signal<Thread | undefined>; // only for those that are shown: thousands are not
}

type Hears = (news: readonly Thread[], happened: boolean) => void;

const known = new Map<string, Known>();
const comings = signal(0); // grows when threads become known
const gone = signal(0); // grows when threads are forgotten
let hears: Hears = () => undefined;

/** What we know of a thread, live. */
export function threadOf(id: string): Thread | undefined {
  const one = known.get(id);
  if (one) return (one.live ??= signal<Thread | undefined>(one.thread)).value;
  void comings.value;
  return undefined;
}

/** Everything we know, as it stands; what follows is told to `whenLearnt`. */
export function allThreads(): Thread[] {
  void gone.value;
  return [...known.values()].map(({ thread }) => thread);
}

/** `then` hears of every newer state of a thread; happened: just now, and not an answer to what we asked. */
export function whenLearnt(then: Hears): void {
  hears = then;
}

/**
 * Take in newer states of threads; a row that did not change is not drawn again.
 * asked: when an answer was asked for. What the stream told since then is newer than that answer, and stays.
 */
export function learn(threads: readonly Thread[], asked?: number): void {
  if (!threads.length) return;
  batch(() => {
    const before = known.size;
    const news = threads.filter((one) => put(one, asked ?? performance.now()));
    if (known.size > before) comings.value += 1;
    hears(news, asked === undefined);
  });
}

/** False where we know better already. */
function put(thread: Thread, asked: number): boolean {
  const seen = known.get(thread.id);
  if (seen && seen.at > asked) return false;
  if (!seen) known.set(thread.id, { thread, at: asked });
  else {
    Object.assign(seen, { thread, at: asked });
    if (seen.live) seen.live.value = thread;
  }
  return true;
}

/** Drop what we knew before that moment: it may be stale. */
export function forgetBefore(asked: number): void {
  batch(() => {
    for (const [id, one] of known) {
      if (one.at >= asked) continue;
      known.delete(id);
      if (one.live) one.live.value = undefined;
    }
    gone.value += 1;
  });
}
