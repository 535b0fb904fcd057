import { get } from "./request";
import type { Direction } from "./words";

/** What is looked for; what is "" does not narrow. after, before: days. */
export interface Question {
  q: string;
  channel: string;
  direction: string;
  tag: string;
  status: string;
  mood: string;
  after: string;
  before: string;
}

export interface Person {
  customer_id: string;
  thread_id: string;
  name: string;
  addresses: string[];
  last_at: string;
}

export interface Piece {
  text: string;
  hit: boolean;
}

/** A message that was found. snippet: some of what it says. anger: 0 to 1. */
export interface Hit {
  message_id: string;
  thread_id: string;
  customer_id: string;
  customer_name: string;
  channel: string;
  direction: Direction;
  at: string;
  subject: string;
  snippet: Piece[];
  anger: number;
}

export interface Found {
  people: Person[];
  messages: Hit[];
  next: string | null;
  understood: Understood;
}

/** How the server has read the question. from: whose name or address is meant. From the instant after up to, but not, before. */
export interface Understood {
  words: string[];
  from: string;
  channel: string;
  direction: Direction | null;
  tag: string;
  status: string | null;
  mood: string | null;
  after: string | null;
  before: string | null;
}

export const search = (query: string, cancel: AbortSignal) => get<Found>(`/search?${query}`, cancel);
