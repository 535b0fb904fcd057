import { type Signal, signal } from "@preact/signals";
import { keep, recall } from "./kept";
import { user } from "./session";
import { uploadsOf } from "./uploads";

export type Mode = "reply" | "note";

const drafts = new Map<string, Signal<string>>();

/** The unfinished text of one thread and mode. A reply and a note never share one, so neither can leave as the other. */
export function draftOf(threadId: string, mode: Mode): Signal<string> {
  const key = name(threadId, mode);
  const known = drafts.get(key) ?? signal(recall(key));
  drafts.set(key, known);
  return known;
}

export function write(threadId: string, mode: Mode, text: string): void {
  draftOf(threadId, mode).value = text;
  keep(name(threadId, mode), text);
}

export const hasDraft = (threadId: string): boolean =>
  draftOf(threadId, "reply").value.trim() !== "" || uploadsOf(threadId).value.length > 0;

const name = (threadId: string, mode: Mode) => `draft.${user.peek()?.id ?? ""}.${threadId}.${mode}`;
