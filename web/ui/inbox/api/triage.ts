import { get, post, remove } from "./request";
import type { Thread } from "./words";

/** there: they say so, and one of their screens is open. waiting: threads of theirs in which somebody waits. */
export interface Colleague {
  id: string;
  name: string;
  there: boolean;
  waiting: number;
}

export type DeedStep = "close" | "reopen" | "take" | "release" | "assign" | "snooze" | "wake" | "tag" | "untag";

/** What is done. user_id: to whom; null: to nobody. until: null until they reply. undo: a reopened one stands as before. */
export interface Deed {
  step: DeedStep;
  user_id?: string | null;
  until?: string | null;
  tag?: string;
  undo?: boolean;
}

/** error: why it was not done, "" where it was. */
export interface Outcome {
  id: string;
  thread: Thread | null;
  error: string;
}

const at = (id: string) => `/threads/${encodeURIComponent(id)}`;

export const colleagues = () => get<Colleague[]>("/colleagues");
/** Whoever most needs us, ours from now on; after: the thread that we leave. */
export const next = (after: string | null) => post<{ thread: Thread | null }>("/next", { after });
/** As it stood before it was closed, with whoever waited and whoever had it. */
export const undoClose = (id: string) => post<Thread>(`${at(id)}/reopen`, { undo: true });
/** reason: one of the codes, or in words of one's own. */
export const skip = (id: string, reason: string) => post<Thread>(`${at(id)}/skip`, { reason });
export const unskip = (id: string) => remove(`${at(id)}/skip`);
export const bulk = (threads: readonly string[], deed: Deed) => post<Outcome[]>("/bulk", { threads, ...deed });
