// The nouns as the API shows them; inbox/words.py is their source. Times are ISO-8601 in UTC.

export type Evidence = "proven" | "asserted" | "claimed";
export type Direction = "in" | "out" | "note";
export type DeliveryState = "queued" | "sending" | "sent" | "delivered" | "read" | "failed" | "uncertain";
export type Role = "agent" | "supervisor" | "admin";
/** The views that everybody has. */
export type FixedView = "queue" | "mine" | "team" | "unassigned" | "waiting" | "snoozed" | "mentions" | "open" | "closed";
/** As it stands in the address: also one of their own, by its id, or what of a view they narrowed it to. */
export type View = FixedView | `v/${string}` | `f/${string}`;
/** Why a message failed, where something can be done about it. */
export type Code = "" | "opted_out" | "unreachable" | "window_closed" | "too_big";

export interface Reason {
  code: string;
  channel?: string;
  words?: string[];
  count?: number;
  name?: string; // of the supervisor's rule
}

/** What a text tells. signals are codes; shown: the words that show each; words: those that moved the score. */
export interface Mood {
  valence: number;
  anger: number;
  signals: string[];
  words: string[];
  shown: Record<string, string>;
  tier: string; // who says so: "instant", "deep", or the "agent" who corrected them
}

/** how, by_name, evidence_at: by what, by whom and since when we know it. customer_id: whose it is by itself, whatever was merged. */
export interface Identity {
  id: string;
  customer_id: string;
  channel: string;
  address: string;
  display: string;
  evidence: Evidence;
  how: string;
  by_name: string;
  evidence_at: string;
  created_at: string;
  shared: boolean;
  shut: "" | "opted_out" | "unreachable";
  shut_detail: string;
}

export interface Claim {
  channel: string;
  address: string;
  how: string;
  created_at: string;
}

/** Somebody whose thread is shown in this one until it is split off. by_name: "" where a proof did it. */
export interface Merge {
  id: string;
  customer_id: string;
  name: string;
  how: string;
  by_name: string;
  at: string;
}

export interface Episode {
  id: string;
  opened_at: string;
  first_reply_at: string | null;
  closed_at: string | null;
}

/** language: ISO 639-1; zone: IANA name or "+02:00"; both "" if unknown. */
export interface Customer {
  id: string;
  name: string;
  created_at: string;
  identities: Identity[];
  claims: Claim[];
  episodes: Episode[];
  merges: Merge[];
  about: string;
  language: string;
  zone: string;
  fields: Record<string, string>;
}

export interface Attachment {
  id: string;
  name: string;
  mime: string;
  size: number;
  cid: string;
  state: "kept" | "wanted" | "failed"; // wanted: still being fetched from the provider
  detail: string;
}

/** by: the address of who reacted, on the message's channel. */
export interface Reaction {
  emoji: string;
  by: string;
}

export interface Message {
  id: string;
  thread_id: string;
  episode_id: string;
  position: number;
  direction: Direction;
  channel: string;
  created_at: string;
  threaded_at: string; // the order in which everything is shown, across merged threads, too
  account_id: string | null;
  identity_id: string | null;
  author_id: string | null;
  author_name: string;
  subject: string;
  text: string;
  said: string;
  formatted: boolean;
  sent_at: string | null;
  evidence: Evidence | null;
  automatic: string;
  stub: boolean;
  forgotten: boolean; // its words are kept no longer
  client_id: string;
  state: DeliveryState | null;
  state_detail: string;
  code: Code;
  held_until: string | null; // until then its author can take it back
  edited_at: string | null;
  deleted_at: string | null;
  reactions: Reaction[];
  mood: Mood | null;
  attachments: Attachment[];
  mentions: { user_id: string; name: string }[]; // colleagues whom a note names
}

export interface Thread {
  id: string;
  customer_id: string;
  customer_name: string;
  status: "open" | "closed";
  channel: string;
  preview: string;
  last_at: string;
  last_position: number;
  unanswered: number;
  anger: number;
  valence: number;
  reasons: Reason[];
  waiting_since: string | null;
  due: string | null;
  assignee_id: string | null;
  assignee_name: string | null;
  held_until: string | null;
  snoozed_at: string | null; // put aside since then
  wake_at: string | null; // until when; null: until they reply
  team_id: string | null;
}

export interface User {
  id: string;
  email: string;
  name: string;
  role: Role;
  language: string;
  disabled_at?: string; // since when they cannot log in
  skills?: string[]; // languages by ISO 639-1, "recovery", and a team's own
  capacity?: number; // calm threads at a time; as usual where it is not there
}

/** hold: seconds that an answer is kept back. notify: of whose threads the desktop tells. keys: their own, by command. */
export interface Preferences {
  hold: 0 | 5 | 10 | 20 | 30;
  tone: boolean;
  notify: "off" | "mine" | "all";
  sound: boolean;
  shortcuts: boolean;
  keys: Record<string, string>;
}

export interface Me {
  user: User;
  csrf: string;
  preferences: Preferences;
}

export type SettingValue = string | number | boolean | string[];

export interface Account {
  id: string;
  connector: string;
  channel: string;
  name: string;
  settings: Record<string, SettingValue>;
  paused: boolean;
  keep_days: number | null; // after which what came by it is erased; null: never
  alarm: string;
  alarm_at: string | null;
  last_in_at: string | null;
  last_out_at: string | null;
  last_error: string;
  last_error_at: string | null;
  created_at: string;
}

export type Counts = Record<"queue" | "mine" | "team" | "snoozed" | "mentions", number>;
export type AccountName = Pick<Account, "id" | "channel" | "name">;
