import { get, patch, post, remove as takeAway } from "./request";
import type { AccountName } from "./words";

/** assigns: what waits for it is handed out. An account has one team at most. */
export interface NewTeam {
  name: string;
  assigns: boolean;
  member_ids: string[];
  account_ids: string[];
}

export interface Team extends NewTeam {
  id: string;
}

/** What has no team any more. */
export interface Parted {
  account_names: string[];
  waiting: number;
}

const at = (id: string) => `/teams/${encodeURIComponent(id)}`;

export const all = () => get<Team[]>("/teams");
export const add = (team: NewTeam) => post<Team>("/teams", team);
export const change = (id: string, what: Partial<NewTeam>) => patch<Team>(at(id), what);
export const remove = (id: string) => takeAway<Parted>(at(id));
export const accountNames = () => get<AccountName[]>("/accounts/names");
