import { get, post, put } from "./request";
import type { Reason } from "./words";

// The patience table: inbox/tables/document.py is its source. Minutes count while the office is open; "leaves" is the
// part of the patience that a reason leaves: 1 changes nothing.

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Day = (typeof DAYS)[number];
export const SIGNALS = ["asks_human", "threatens", "urgent", "vulnerable", "repeats", "solved"] as const;
export type Signal = (typeof SIGNALS)[number];

export interface Span {
  days: Day[];
  opens: string;
  closes: string;
}

/** holidays: "2026-12-24" once, "12-25" every year. */
export interface Hours {
  zone: string;
  spans: Span[];
  holidays: string[];
}

export interface OfTeam {
  patience: Record<string, number>;
  hours: Hours | null;
}

export interface Step {
  badness: number;
  leaves: number;
}

export interface OfMood {
  ladder: Step[];
  angry: number;
  upset: number;
  uneasy: number;
  worsens_by: number;
  worsening: number;
  keeps: number;
  half_life: number; // hours
}

export interface Situation {
  present: number;
  repeated: number;
  broken_promise: number;
  streak: number;
  streak_from: number;
}

/** All that is given must be so. */
export interface When {
  channel?: string;
  account_id?: string;
  team_id?: string;
  language?: string;
  tag?: string;
  words?: string[];
  field?: { name: string; value: string } | null;
}

/** One of leaves and minutes. */
export interface Rule {
  name: string;
  when: When;
  leaves: number | null;
  minutes: number | null;
  on: boolean;
}

export interface Table {
  patience: Record<string, number>;
  others: number;
  shortest: number;
  hours: Hours | null;
  teams: Record<string, OfTeam>;
  mood: OfMood;
  signals: Record<Signal, number>;
  signals_off: Signal[];
  situation: Situation;
  rules: Rule[];
  alerts: { furious: number | null; threatened: boolean };
}

/** id: 0 for the table that Hilo comes with. */
export interface Saved {
  id: number;
  table: Table;
  at: string | null;
  by_name: string;
}

export interface Moved {
  thread_id: string;
  customer_name: string;
  channel: string;
  rank_before: number;
  rank_after: number;
  due_before: string;
  due_after: string;
  reasons: Reason[];
}

/** waiting: threads that were looked at; earlier, later: of them, whose due would move so. */
export interface Foreseen {
  moved: Moved[];
  waiting: number;
  earlier: number;
  later: number;
}

export interface Saving {
  id: number;
  at: string;
  by_name: string;
  changed: string[];
}

export const current = () => get<Saved>("/patience");
/** over: the id of the table that was edited; null replaces whatever was saved meanwhile. */
export const save = (table: Table, over: number | null) => put<Saved>("/patience", over === null ? { table } : { table, over });
export const foresee = (table: Table, cancel: AbortSignal) => post<Foreseen>("/patience/preview", { table }, cancel);
export const history = () => get<Saving[]>("/patience/history");
export const restore = (id: number) => post<Saved>("/patience/restore", { id });
