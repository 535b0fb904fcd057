import { signal } from "@preact/signals";
import { type Deed, type Outcome, bulk } from "../api/triage";
import type { Thread } from "../api/words";
import { complain, say } from "../state/notice";
import { countSoon } from "../state/pages";
import { selected } from "../state/selection";
import { learn, threadOf } from "../state/threads";
import { customerName } from "../words/customer";
import { many, t } from "../words/speak";
import { undoing } from "./undoing";

const ONCE = 50; // threads of one request, so that the bar moves

export interface Refusal {
  id: string;
  name: string;
  error: string;
}

/** How far what is being done has come; null while nothing is. */
export const progress = signal<{ done: number; of: number } | null>(null);

/** What could not be done last, and why. */
export const refused = signal<readonly Refusal[]>([]);

/** By default to all that are selected. What could not be done stays selected. */
export async function doAll(deed: Deed, ids: readonly string[] = [...selected.peek()]): Promise<void> {
  if (progress.peek() || !ids.length) return;
  const before = ids.map(threadOf).filter((one): one is Thread => one !== undefined);
  const outcomes = await inParts(deed, ids);
  const failed = new Set(outcomes.filter(({ error }) => error).map(({ id }) => id));
  const done = outcomes.filter(({ error }) => !error);
  const touched = new Set(done.map(({ id }) => id));
  if (selected.peek().size) selected.value = new Set([...selected.peek()].filter((id) => failed.has(id) || !touched.has(id)));
  tell(deed, done, before.filter(({ id }) => touched.has(id)));
  object(outcomes.filter(({ error }) => error));
}

async function inParts(deed: Deed, ids: readonly string[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  refused.value = [];
  try {
    while (outcomes.length < ids.length) {
      progress.value = { done: outcomes.length, of: ids.length };
      outcomes.push(...(await part(deed, ids.slice(outcomes.length, outcomes.length + ONCE))));
    }
  } catch (problem) {
    complain(problem); // the server is not there: what was not reached stays as it is, and selected
  } finally {
    progress.value = null;
    countSoon();
  }
  return outcomes;
}

async function part(deed: Deed, ids: readonly string[]): Promise<Outcome[]> {
  const asked = performance.now();
  const outcomes = await bulk(ids, deed);
  learn(outcomes.map(({ thread }) => thread).filter((one): one is Thread => one !== null), asked);
  return outcomes;
}

function tell(deed: Deed, done: readonly Outcome[], before: readonly Thread[]): void {
  if (!done.length) return;
  const undo = () => void takeBack(deed, before);
  const name = customerName(before[0]?.customer_name ?? "");
  say(done.length === 1 && before.length ? t(`done.${deed.step}`, { name }) : many("done.many", done.length), undo);
}

/** A single refusal is said as it stands; of many, the bar shows each. */
function object(outcomes: readonly Outcome[]): void {
  const [only, ...others] = outcomes;
  if (only && !others.length && !selected.peek().size) complain(only.error);
  else refused.value = outcomes.map(({ id, error }) => ({ id, name: customerName(threadOf(id)?.customer_name ?? ""), error }));
}

async function takeBack(deed: Deed, before: readonly Thread[]): Promise<void> {
  try {
    for (const [back, ids] of undoing(deed, before)) for (let at = 0; at < ids.length; at += ONCE) await part(back, ids.slice(at, at + ONCE));
    say(t("undone"));
  } catch (problem) {
    complain(problem);
  } finally {
    countSoon();
  }
}
