import { type Signal, signal } from "@preact/signals";
import { keep, recall } from "./kept";
import { user } from "./session";
import { uploadsOf } from "./uploads";

export type Mode = "reply" | "note";

/** As the server keeps it, for the agent's other computers. at: when it was saved there. */
export interface Draft {
  mode: Mode;
  channel: string; // "" of a note
  text: string;
  at: string;
}

/** What is being written in one place. base: `at` of the server's draft that it goes on from; saved: it says the same. */
export interface Written {
  text: string;
  base: string | null;
  saved: boolean;
}

/** By mode and channel: neither a reply and a note ever share a text, nor do two channels. */
export type Shelf = Readonly<Record<string, Written>>;

const shelves = new Map<string, Signal<Shelf>>();
/** The names of those with something on them: few, where there is a shelf for every row that was ever in sight. */
export const laden = new Set<string>();
const touched = new Map<string, number>(); // when, by place
/** Grows with all that is written; who saves it on the server looks on. */
export const strokes = signal(0);
/** Threads with a reply that was begun on another computer, and that were not opened here since. */
export const begun = signal<ReadonlySet<string>>(new Set());

export const shelfOf = (threadId: string): Signal<Shelf> => {
  const known = shelves.get(name(threadId)) ?? signal(noted(threadId, parse(recall(name(threadId)))));
  shelves.set(name(threadId), known);
  return known;
};

/** As another tab has kept it. */
export function load(threadId: string, kept: string | null): void {
  shelfOf(threadId).value = noted(threadId, parse(kept));
}

const parse = (kept: string | null): Shelf => JSON.parse(kept || "{}") as Shelf;

export const spotOf = (mode: Mode, channel = ""): string => `${mode}.${channel}`;

/** The unfinished text of a thread in this mode, on this channel. */
export const draftOf = (threadId: string, mode: Mode, channel?: string): string =>
  shelfOf(threadId).value[spotOf(mode, channel)]?.text ?? "";

/** The last one written stands last. */
export function write(threadId: string, mode: Mode, channel: string | undefined, text: string): void {
  const spot = spotOf(mode, channel);
  const { [spot]: before, ...others } = shelfOf(threadId).peek();
  touched.set(threadId + spot, performance.now());
  put(threadId, { ...others, [spot]: { text, base: before?.base ?? null, saved: false } });
  strokes.value += 1;
}

/** In the place where it was; null takes it away. */
export function lay(threadId: string, spot: string, what: Written | null): void {
  const { [spot]: _, ...others } = shelfOf(threadId).peek();
  touched.set(threadId + spot, performance.now());
  put(threadId, what ? { ...shelfOf(threadId).peek(), [spot]: what } : others);
}

/** Back into the composer, above what was begun there meanwhile; the same text twice is there once. */
export function putBack(threadId: string, mode: Mode, channel: string | undefined, text: string): void {
  const begun = draftOf(threadId, mode, channel);
  if (!begun.includes(text)) write(threadId, mode, channel, `${text}\n\n${begun}`.trim());
}

/** Another channel is chosen: where nothing is written for it, it begins with what there is. */
export function bringAlong(threadId: string, from: string, to: string): void {
  const text = draftOf(threadId, "reply", from);
  if (text && !draftOf(threadId, "reply", to)) write(threadId, "reply", to, text);
}

/** It was sent; with it goes whatever says no more, as what it was on another channel. */
export function sent(threadId: string, mode: Mode, text: string): void {
  for (const [spot, one] of Object.entries(shelfOf(threadId).peek())) {
    const [its, channel] = spot.split(".");
    if (its === mode && text.includes(one.text.trim())) write(threadId, mode, channel, "");
  }
}

/** What the server has. Whatever it has not got yet, and what was written here since it was asked, stays. */
export function meet(threadId: string, theirs: readonly Draft[], asked: number): void {
  const news = theirs.map(({ mode, channel, text, at }) => [spotOf(mode, channel), { text, base: at, saved: true }]);
  const stays = ([spot, one]: [string, Written]) => !one.saved || (touched.get(threadId + spot) ?? 0) > asked;
  put(threadId, { ...Object.fromEntries(news), ...Object.fromEntries(Object.entries(shelfOf(threadId).peek()).filter(stays)) });
  if (begun.peek().has(threadId)) begun.value = new Set([...begun.peek()].filter((id) => id !== threadId));
}

/** Where a reply is being written; undefined where none is. */
export const channelOfDraft = (threadId: string): string | undefined =>
  Object.entries(shelfOf(threadId).value).findLast(([spot, { text }]) => spot.startsWith("reply.") && text)?.[0].slice(6);

export const hasDraft = (threadId: string): boolean =>
  channelOfDraft(threadId) !== undefined || uploadsOf(threadId).value.length > 0 || begun.value.has(threadId);

function put(threadId: string, shelf: Shelf): void {
  shelfOf(threadId).value = noted(threadId, shelf);
  keep(name(threadId), laden.has(name(threadId)) ? JSON.stringify(shelf) : "");
}

function noted(threadId: string, shelf: Shelf): Shelf {
  if (Object.keys(shelf).length) laden.add(name(threadId));
  else laden.delete(name(threadId));
  return shelf;
}

const name = (threadId: string) => ours() + threadId;
/** What the browser calls all drafts of this agent. */
export const ours = () => `drafts.${user.peek()?.id ?? ""}.`;
