import { get, post, put, remove } from "./request";
import type { FixedView } from "./words";

/** What of which view: all that is given must hold. */
export interface Shows {
  view: FixedView;
  channel?: string;
  tag?: string; // of the current episode
  team_id?: string | null;
  assignee_id?: string | null;
  angry?: boolean;
  language?: string; // the customer's, ISO 639-1
}

export interface SavedView {
  id: string;
  name: string;
  document: Shows;
}

export interface Named {
  id: string;
  name: string;
}

const at = (id: string) => `/views/${encodeURIComponent(id)}`;

export const views = () => get<SavedView[]>("/views");
export const addView = (name: string, document: Shows) => post<SavedView>("/views", { name, document });
export const changeView = (id: string, name: string, document: Shows) => put<SavedView>(at(id), { name, document });
export const removeView = (id: string) => remove(at(id));
export const teamNames = () => get<Named[]>("/team-names");

/** Only what is given. */
export function asQuery(given: object): string {
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value).map(([name, value]) => [name, String(value)])).toString();
}
