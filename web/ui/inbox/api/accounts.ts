import { get, patch, post } from "./request";
import type { Account, SettingValue } from "./words";

export type InLanguages = Partial<Record<string, string>>;
export type FieldKind = "text" | "secret" | "number" | "switch" | "list" | "choice";

/** One field of a channel's settings, from which its form is drawn. */
export interface SettingField {
  name: string;
  label: InLanguages;
  help: InLanguages;
  kind: FieldKind;
  choices: string[];
  default: SettingValue | null;
  required: boolean;
}

export interface ChannelForm {
  channel: string;
  title: InLanguages;
  fields: SettingField[];
}

export interface NewAccount {
  channel: string;
  name: string;
  settings: Record<string, SettingValue>;
  force: boolean; // keep them though they do not work now
}

export interface AccountChange {
  name?: string;
  settings?: Record<string, SettingValue>;
  force?: boolean;
  paused?: boolean;
}

export interface Health {
  ok: boolean;
  message: string;
}

const at = (id: string) => `/accounts/${encodeURIComponent(id)}`;

export const channels = () => get<ChannelForm[]>("/channels");
export const all = () => get<Account[]>("/accounts");
export const add = (account: NewAccount) => post<Account>("/accounts", account);
export const change = (id: string, what: AccountChange) => patch<Account>(at(id), what);
export const check = (id: string) => post<Health>(`${at(id)}/check`);
