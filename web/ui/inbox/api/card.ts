import type { Promised } from "./promises";
import { get, post } from "./request";
import type { Customer, Direction } from "./words";

/** An episode at a glance. anger: the highest, 0 to 1; valence: of the first and last that came in, -1 to 1; null where nobody can tell. */
export interface Stretch {
  id: string;
  subject: string;
  opened_at: string;
  first_reply_at: string | null;
  closed_at: string | null;
  closed_by_name: string;
  outcome: string;
  satisfaction: number | null; // 1 to 5
  tags: string[];
  heard: number;
  answered: number;
  anger: number | null;
  valence_first: number | null;
  valence_last: number | null;
}

export interface MoodPoint {
  message_id: string;
  at: string;
  valence: number;
  anger: number;
  channel: string;
}

export interface CardFile {
  id: string;
  message_id: string;
  name: string;
  mime: string;
  size: number;
  direction: Direction;
  at: string;
}

export interface CardNote {
  message_id: string;
  text: string;
  author_name: string;
  at: string;
}

export interface Suggestion {
  customer_id: string;
  thread_id: string;
  name: string;
  last_at: string;
  channels: string[];
  reasons: { code: string; channel: string; address: string }[];
}

/** What is known of a customer beside what they wrote. looked_at: when this agent last looked before now. Guesses: "" without one. */
export interface Card {
  customer: Customer;
  episodes: Stretch[];
  mood: MoodPoint[];
  promises: Promised[];
  files: CardFile[];
  notes: CardNote[];
  suggestions: Suggestion[];
  looked_at: string | null;
  language_guess: string;
  zone_guess: string;
}

const at = (threadId: string) => `/threads/${encodeURIComponent(threadId)}`;

export const card = (threadId: string) => get<Card>(`${at(threadId)}/card`);
export const looked = (threadId: string) => post<void>(`${at(threadId)}/looked`);
