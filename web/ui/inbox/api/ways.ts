import { get } from "./request";
import type { Evidence } from "./words";

/** What is 0 or empty is not limited. biggest: bytes of one file, by the start of its type. */
export interface Limits {
  longest: number;
  longest_caption: number; // 0: as longest
  counted: "characters" | "sms";
  files: number;
  biggest: Record<string, number>;
  captions: boolean;
  templates: boolean;
}

export type Shut = "" | "opted_out" | "unreachable" | "window_closed" | "no_account" | "paused";

/** Where an answer may go, and from which account. */
export interface Way {
  identity_id: string;
  channel: string;
  address: string;
  display: string;
  evidence: Evidence;
  account_id: string | null;
  account_name: string;
  open: boolean;
  shut: Shut;
  detail: string;
  window_closes_at: string | null;
  templates: boolean;
  limits: Limits;
}

/** Whoever wrote last comes first. */
export const waysTo = (threadId: string) => get<Way[]>(`/threads/${encodeURIComponent(threadId)}/ways`);
