import { batch, signal } from "@preact/signals";
import { counts as askCounts, page } from "../api/threads";
import type { Counts, View } from "../api/words";
import { sentence } from "./notice";
import { forgetBefore, learn } from "./threads";

export interface Loaded {
  state: "loading" | "ready" | "failed";
  next: string | null;
  sentence: string;
}

const COUNTS_EVERY = 700; // milliseconds; a busy stream must not ask for counts with every event
let counting = 0;

export const counts = signal<Counts | null>(null);
export const pages = signal<Partial<Record<View, Loaded>>>({});

/** Load a view's first page, or the one after what we have. */
export async function load(view: View): Promise<void> {
  const before = pages.peek()[view];
  if (before?.state === "loading") return;
  const [asked, after] = [performance.now(), before?.next ?? null];
  mark(view, { state: "loading", next: after, sentence: "" });
  try {
    const { threads, next } = await page(view, after);
    learn(threads, asked);
    mark(view, { state: "ready", next, sentence: "" });
  } catch (problem) {
    mark(view, { state: "failed", next: after, sentence: sentence(problem) });
  }
}

/** Start again with the first page; the old rows stay on the screen until the new ones are here. */
export async function loadAfresh(view: View): Promise<void> {
  const asked = performance.now();
  try {
    const { threads, next } = await page(view, null);
    batch(() => {
      forgetBefore(asked);
      learn(threads, asked);
      pages.value = { [view]: { state: "ready", next, sentence: "" } };
    });
  } catch (problem) {
    mark(view, { state: "failed", next: null, sentence: sentence(problem) });
  }
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
