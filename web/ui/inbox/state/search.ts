import { batch, signal } from "@preact/signals";
import { type Found, search } from "../api/search";
import { sentence } from "./notice";

const FRESH = 60_000; // milliseconds for which coming back shows the same finds again

export const found = signal<Found | null>(null);
export const busy = signal(false);
export const problem = signal("");

let under = new AbortController(); // the question that is being asked
let answered = ""; // the question that the finds answer
let at = 0;

/** Later questions overtake earlier ones; what was found before stays on the screen until then. */
export async function find(query: string): Promise<void> {
  if (query === answered && performance.now() - at < FRESH) return overtake();
  if (await tell(query, (fresh) => fresh)) [answered, at] = [query, performance.now()];
}

/** What follows on the page before. */
export async function findMore(query: string): Promise<void> {
  const before = found.peek();
  if (before) await tell(query, ({ messages, next }) => ({ ...before, messages: [...before.messages, ...messages], next }));
}

export function clear(): void {
  overtake();
  [answered, found.value] = ["", null];
}

/** Whatever is being asked, its answer is not wanted any more. */
function overtake(): void {
  under.abort();
  batch(() => ([busy.value, problem.value] = [false, ""]));
}

async function tell(query: string, joined: (fresh: Found) => Found): Promise<boolean> {
  under.abort();
  const mine = (under = new AbortController());
  batch(() => ([busy.value, problem.value] = [true, ""]));
  try {
    const fresh = await search(query, mine.signal);
    if (!mine.signal.aborted) found.value = joined(fresh);
    return !mine.signal.aborted;
  } catch (trouble) {
    if (!mine.signal.aborted) problem.value = sentence(trouble);
    return false;
  } finally {
    if (!mine.signal.aborted) busy.value = false;
  }
}
