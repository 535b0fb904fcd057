import { batch, signal } from "@preact/signals";
import { counts as askCounts, page } from "../api/threads";
import type { Counts, Thread, View } from "../api/words";
import type { Place } from "../queue/ranking";
import { rank } from "../queue/views";
import { sentence } from "./notice";
import { forgetBefore, learn } from "./threads";
import { showsOf } from "./views";

/** edge: who stands last on the pages so far, where there are more. ids: everybody on them. */
export interface Loaded {
  state: "loading" | "ready" | "failed";
  next: string | null;
  sentence: string;
  edge: Place | null;
  ids: ReadonlySet<string>;
}

const COUNTS_EVERY = 700; // milliseconds; a busy stream must not ask for counts with every event
const ASK_EVERY = 1_500; // milliseconds; neither for a page
const MOST = 200; // threads of one page
const AFRESH = 1_000; // threads that are read again after a gap, where so many had been seen
const NOTHING: Loaded = { state: "loading", next: null, sentence: "", edge: null, ids: new Set() };
let counting = 0;
let asking = 0;

export const counts = signal<Counts | null>(null);
export const pages = signal<Partial<Record<View, Loaded>>>({});

/** Load a view's first page, or the one after what we have. */
export async function load(view: View): Promise<void> {
  const [before, shows] = [pages.peek()[view] ?? NOTHING, showsOf(view)];
  if (!shows || (pages.peek()[view] && before.state === "loading")) return;
  const asked = performance.now();
  mark(view, { ...before, state: "loading", sentence: "" });
  try {
    const { threads, next } = await page(shows, before.next);
    batch(() => {
      mark(view, reached(threads, next, shows.view, before.ids));
      learn(threads, asked);
    });
  } catch (problem) {
    mark(view, { ...before, state: "failed", sentence: sentence(problem) });
  }
}

/** Start again with the first page, and go as far as we were; the old rows stay on the screen until the new ones are here. */
export async function loadAfresh(view: View): Promise<void> {
  const [asked, shows] = [performance.now(), showsOf(view)];
  const reach = () => Math.min(pages.peek()[view]?.ids.size ?? 0, AFRESH); // another page may come meanwhile
  if (!shows) return;
  const threads: Thread[] = [];
  let next: string | null = null;
  try {
    do {
      const most = Math.min(MOST, Math.max(50, reach() - threads.length));
      const more = await page(shows, next, most);
      threads.push(...more.threads);
      next = more.next;
    } while (next && threads.length < reach());
    batch(() => {
      pages.value = { [view]: reached(threads, next, shows.view) };
      forgetBefore(asked);
      learn(threads, asked);
    });
  } catch (problem) {
    mark(view, { ...NOTHING, state: "failed", sentence: sentence(problem) });
  }
}

function reached(threads: readonly Thread[], next: string | null, view: Parameters<typeof rank>[1], before: ReadonlySet<string> = new Set()): Loaded {
  const last = next ? threads.at(-1) : undefined;
  const edge = last ? { id: last.id, at: rank(last, view) } : null;
  return { state: "ready", next, sentence: "", edge, ids: new Set([...before, ...threads.map(({ id }) => id)]) };
}

/** For a view of which only the server can tell what belongs. */
export function askSoon(view: View): void {
  asking ||= window.setTimeout(() => {
    asking = 0;
    void loadAfresh(view);
  }, ASK_EVERY);
}

export function countSoon(): void {
  counting ||= window.setTimeout(count, COUNTS_EVERY);
}

export async function count(): Promise<void> {
  counting = 0;
  try {
    counts.value = await askCounts();
  } catch {
    // The list tells when the server is gone; counts come back with the next change.
  }
}

function mark(view: View, loaded: Loaded): void {
  pages.value = { ...pages.peek(), [view]: loaded };
}
