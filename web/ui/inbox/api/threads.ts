import type { Draft } from "../state/drafts";
import { get, post } from "./request";
import type { Filled } from "./templates";
import { type Shows, asQuery } from "./views";
import type { AccountName, Counts, Customer, Message, Thread } from "./words";

export interface Page {
  threads: Thread[];
  next: string | null;
}

export interface Opened {
  thread: Thread;
  customer: Customer;
  messages: Message[];
  more: boolean;
  accounts: AccountName[];
  drafts: Draft[]; // this agent's
}

export interface Earlier {
  messages: Message[];
  more: boolean;
}

export interface NewReply {
  text: string;
  client_id: string;
  identity_id?: string;
  account_id?: string;
  files: string[];
  template?: Filled;
  hold: number; // seconds in which it can be taken back
  seen: string | null; // `threaded_at` of the last message that its writer knew of
  despite: readonly string[]; // what they were asked about already
}

/** What a message said until then. */
export interface Version {
  text: string;
  until: string;
}

export type Step = "take" | "release" | "close" | "reopen";

const at = (id: string) => `/threads/${encodeURIComponent(id)}`;

/** most: threads, up to 200. */
export const page = (shows: Shows, after: string | null, most = 50) =>
  get<Page>(`/threads?${asQuery({ ...shows, limit: most, after })}`);
export const counts = () => get<Counts>("/counts");
export const open = (id: string) => get<Opened>(at(id));
export const earlier = (id: string, before: string) => get<Earlier>(`${at(id)}/messages?before=${before}`);
export const reply = (id: string, body: NewReply) => post<Message>(`${at(id)}/replies`, body);
export const note = (id: string, text: string, client_id: string, mentions: readonly string[]) =>
  post<Message>(`${at(id)}/notes`, { text, client_id, mentions });
export const step = (id: string, name: Step) => post<Thread>(`${at(id)}/${name}`);
export const typing = (id: string) => post<void>(`${at(id)}/typing`);
export const retry = (messageId: string) => post<Message>(`/messages/${encodeURIComponent(messageId)}/retry`);
export const versions = (messageId: string) => get<Version[]>(`/messages/${encodeURIComponent(messageId)}/versions`);
export const htmlOf = (messageId: string) => `/api/v1/messages/${encodeURIComponent(messageId)}/html`;
export const fileOf = (attachmentId: string) => `/api/v1/attachments/${encodeURIComponent(attachmentId)}`;
