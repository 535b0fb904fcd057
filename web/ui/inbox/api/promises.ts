import { patch, post } from "./request";

/** What we said we would do, and by when. called_at: when it put its thread back in front of somebody. */
export interface Promised {
  id: string;
  thread_id: string;
  message_id: string | null;
  text: string;
  due_at: string;
  made_by: string;
  made_by_name: string;
  made_at: string;
  kept_at: string | null;
  dropped_at: string | null;
  called_at: string | null;
}

export interface NewPromise {
  text: string;
  due_at: string;
  message_id?: string;
}

export type Guess = Pick<Promised, "text" | "due_at">;
export type Settling = "keep" | "drop" | "reopen";

const at = (id: string) => `/promises/${encodeURIComponent(id)}`;

/** What a text promises, if anything; its hours are those of the zone. */
export const guess = (text: string, zone: string, cancel: AbortSignal) => post<Guess | null>("/promises/guess", { text, zone }, cancel);
export const make = (threadId: string, what: NewPromise) =>
  post<Promised>(`/threads/${encodeURIComponent(threadId)}/promises`, what);
export const settle = (id: string, how: Settling) => post<Promised>(`${at(id)}/${how}`);
export const change = (id: string, what: Partial<Guess>) => patch<Promised>(at(id), what);
