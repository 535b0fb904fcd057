import { get, patch, post, remove as takeAway } from "./request";
import type { Account, SettingValue } from "./words";

export type InLanguages = Partial<Record<string, string>>;
export type FieldKind = "text" | "secret" | "number" | "switch" | "list" | "choice";

/** One field of a connector's settings, from which its form is drawn. */
export interface SettingField {
  name: string;
  label: InLanguages;
  help: InLanguages;
  kind: FieldKind;
  choices: string[];
  words: Record<string, InLanguages>; // of the choices that do not speak for themselves
  default: SettingValue | null;
  required: boolean;
}

/** A connector. hooked: its provider calls us, and hook_help says where it learns the address; tests: somebody can be written to first. */
export interface ChannelForm {
  connector: string;
  channel: string;
  title: InLanguages;
  fields: SettingField[];
  hooked: boolean;
  hook_help: InLanguages;
  tests: boolean;
}

export interface NewAccount {
  connector: string;
  name: string;
  settings: Record<string, SettingValue>;
  force: boolean; // keep them though they do not work now
}

export interface AccountChange {
  name?: string;
  settings?: Record<string, SettingValue>;
  force?: boolean;
  paused?: boolean;
  keep_days?: number | null;
}

export interface Verdict {
  ok: boolean;
  message: string;
}

/** failed: of the messages of the last 24 hours. hook_url: where its provider is to call, "" if it does not. */
export interface Health {
  account_id: string;
  unread: number;
  oldest_unread_at: string | null;
  queued: number;
  oldest_queued_at: string | null;
  failed: number;
  hook_url: string;
}

const at = (id: string) => `/accounts/${encodeURIComponent(id)}`;

export const channels = () => get<ChannelForm[]>("/channels");
export const all = () => get<Account[]>("/accounts");
export const add = (account: NewAccount) => post<Account>("/accounts", account);
export const change = (id: string, what: AccountChange) => patch<Account>(at(id), what);
export const remove = (id: string) => takeAway(at(id));
export const check = (id: string) => post<Verdict>(`${at(id)}/check`);
export const test = (id: string, to: string) => post<Verdict>(`${at(id)}/test`, { to });
export const health = () => get<Health[]>("/accounts/health");
