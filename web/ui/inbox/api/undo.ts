import { post } from "./request";
import type { Filled } from "./templates";
import type { Attachment, Thread } from "./words";

/** An answer that was taken back, for the composer. */
export interface Undone {
  client_id: string;
  text: string;
  files: Attachment[];
  identity_id: string | null;
  account_id: string | null;
  channel: string;
  template: Filled | null;
  promises: { text: string; due_at: string }[];
  thread: Thread;
}

export const undo = (messageId: string) => post<Undone>(`/messages/${encodeURIComponent(messageId)}/undo`);
