import { get, post } from "./request";
import type { Message } from "./words";

/** The words that moved the score most. feels: what they speak for. weight: 1 for the word that moved it most. */
export interface Why {
  words: { text: string; weight: number }[];
  feels: "angry" | "bad" | "good" | "";
  tier: string;
}

const at = (messageId: string) => `/messages/${encodeURIComponent(messageId)}`;

/** angry: what an agent says of it; null takes back what was said. */
export const correct = (messageId: string, angry: boolean | null) => post<Message>(`${at(messageId)}/mood`, { angry });
export const why = (messageId: string) => get<Why>(`${at(messageId)}/why`);

/** The close reading: why it is not ready, as a sentence, and how many messages wait for it. */
export interface Deep {
  ready: boolean;
  why: string;
  backlog: number;
}

/**
 * What was heard in one week, and how often colleagues agreed. week: its Monday. marked: taken for angry; missed, wrong:
 * taken for calm, or for angry, against what a colleague says. agreed: null where there was nothing to agree about.
 */
export interface Agreement {
  language: string;
  account_name: string;
  week: string;
  heard: number;
  marked: number;
  missed: number;
  wrong: number;
  agreed: number | null;
}

export const state = () => get<{ deep: Deep; report: Agreement[] }>("/mood");
