// Drafts are kept in the browser with every key; here they reach the server, for this agent's other devices.

import { effect, signal } from "@preact/signals";
import { begunThreads, draftsOf, saveDraft } from "../api/drafts";
import { Problem, isAbsence, isGone } from "../api/request";
import { type Draft, type Mode, begun, laden, lay, load, meet, ours, putBack, shelfOf, spotOf, strokes, write } from "./drafts";
import { keep, namesOf, recall } from "./kept";
import { say } from "./notice";
import { user } from "./session";
import { t } from "../words/speak";

const PAUSE = 600; // milliseconds of not typing
const AGAIN = 10_000; // milliseconds until the server is tried once more
const busy = new Set<string>(); // places whose text is on its way
let timer = 0;

/** What this agent wrote on another device, where it is not what they write here; by place. */
export const elsewhere = signal<ReadonlyMap<string, Draft>>(new Map());

export const placeOf = (threadId: string, spot: string): string => `${threadId} ${spot}`;

effect(() => {
  if (user.value) void begin();
});
effect(() => {
  if (strokes.value >= 0 && user.value) soon(PAUSE);
});
addEventListener("blur", () => flush(), true); // of the text, and of the window
addEventListener("pagehide", () => flush(true));
addEventListener("storage", ({ key, newValue }) => { // another tab of this browser
  const start = `hilo.${ours()}`;
  if (key?.startsWith(start)) load(key.slice(start.length), newValue);
});

/** Takes up what an earlier page could not save, and drops what was sent, or erased, while this browser was closed. */
async function begin(): Promise<void> {
  const here = namesOf(ours()).map((name) => name.slice(ours().length));
  for (const id of here) shelfOf(id);
  soon(PAUSE);
  const ids = await begunThreads().catch(() => null);
  if (!ids) return;
  begun.value = new Set(ids);
  for (const id of here) if (!ids.includes(id)) void catchUp(id);
}

function soon(pause: number): void {
  clearTimeout(timer);
  timer = window.setTimeout(flush, pause);
}

/** leaving: this page has no other chance. */
function flush(leaving = false): void {
  if (!user.peek()) return;
  for (const name of laden) if (name.startsWith(ours())) flushThread(name.slice(ours().length), leaving);
}

function flushThread(threadId: string, leaving: boolean): void {
  for (const [spot, { saved }] of Object.entries(shelfOf(threadId).peek())) {
    if (!saved && (leaving || !busy.has(placeOf(threadId, spot)))) void save(threadId, spot);
  }
}

async function save(threadId: string, spot: string): Promise<void> {
  const [place, what] = [placeOf(threadId, spot), shelfOf(threadId).peek()[spot]];
  const other = elsewhere.peek().get(place);
  if (!what || (other && what.text)) return; // else the agent decides first
  if (other) return take(threadId, spot, other);
  if (!what.text && !what.base) return lay(threadId, spot, null);
  busy.add(place);
  try {
    const { at } = await saveDraft(threadId, { ...partsOf(spot), text: what.text, base: what.base });
    settle(threadId, spot, what.text, at);
  } catch (problem) {
    if (isGone(problem)) lay(threadId, spot, null); // whose thread it was has been erased
    else if (problem instanceof Problem && problem.status === 409) await compare(threadId, spot);
    else if (isAbsence(problem)) soon(AGAIN);
  } finally {
    busy.delete(place);
  }
}

export function partsOf(spot: string): { mode: Mode; channel: string } {
  const [mode, channel] = spot.split(/\.(.*)/s);
  return { mode: mode as Mode, channel: channel ?? "" };
}

/** The server has this text; more may have been written meanwhile. */
function settle(threadId: string, spot: string, text: string, at: string): void {
  const now = shelfOf(threadId).peek()[spot];
  if (!now) return;
  const same = now.text === text;
  lay(threadId, spot, same && !text ? null : { text: now.text, base: at, saved: same });
  if (!same) soon(PAUSE);
}

/** Another device was first: what holds all of its text may follow it, and of anything else the agent decides. */
async function compare(threadId: string, spot: string): Promise<void> {
  const found = await draftsOf(threadId).catch(() => null);
  const mine = shelfOf(threadId).peek()[spot];
  if (!mine || !found) return soon(AGAIN);
  const other = found.find(({ mode, channel }) => spotOf(mode, channel) === spot);
  if (other && !mine.text) return take(threadId, spot, other);
  if (other && !mine.text.includes(other.text)) elsewhere.value = new Map(elsewhere.peek()).set(placeOf(threadId, spot), other);
  else go(threadId, spot, mine.text, other?.at ?? null);
}

/** The other one instead. */
export function take(threadId: string, spot: string, other: Draft): void {
  const mine = shelfOf(threadId).peek()[spot]?.text;
  lay(threadId, spot, { text: other.text, base: other.at, saved: true });
  decided(threadId, spot);
  if (mine) sayReplaced(threadId, spot, mine);
}

/** Only this one. */
export function insist(threadId: string, spot: string, other: Draft): void {
  go(threadId, spot, shelfOf(threadId).peek()[spot]?.text ?? "", other.at);
  sayReplaced(threadId, spot, other.text);
}

/** The one below the other. */
export function joinBoth(threadId: string, spot: string, other: Draft): void {
  go(threadId, spot, `${shelfOf(threadId).peek()[spot]?.text ?? ""}\n\n${other.text}`.trim(), other.at);
}

function go(threadId: string, spot: string, text: string, base: string | null): void {
  lay(threadId, spot, { text, base, saved: false });
  decided(threadId, spot);
  soon(PAUSE);
}

function decided(threadId: string, spot: string): void {
  const others = new Map(elsewhere.peek());
  if (others.delete(placeOf(threadId, spot))) elsewhere.value = others;
}

function sayReplaced(threadId: string, spot: string, text: string): void {
  const { mode, channel } = partsOf(spot);
  say(t("draft.replaced"), () => write(threadId, mode, channel, text));
}

/** What another device has saved since this thread was loaded. */
export async function catchUp(threadId: string): Promise<void> {
  const asked = performance.now();
  const found = await draftsOf(threadId).catch(() => null);
  if (found) meet(threadId, found, asked);
}

/** What was begun before drafts had a channel. */
export function adopt(threadId: string, mode: Mode, channel: string | undefined): void {
  const old = `draft.${user.peek()?.id ?? ""}.${threadId}.${mode}`;
  const text = recall(old);
  if (text) putBack(threadId, mode, channel, text);
  keep(old, "");
}
