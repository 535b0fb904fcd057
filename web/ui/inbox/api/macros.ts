import { get, post, put, remove } from "./request";

/** An answer that is written often. owner_id: null for everybody's. */
export interface Macro {
  id: string;
  owner_id: string | null;
  name: string;
  text: string;
  changed_at: string;
}

export interface NewMacro {
  name: string;
  text: string;
  shared: boolean;
}

const at = (id: string) => `/macros/${encodeURIComponent(id)}`;

export const all = () => get<Macro[]>("/macros");
export const add = (what: NewMacro) => post<Macro>("/macros", what);
export const change = (id: string, what: Pick<Macro, "name" | "text">) => put<Macro>(at(id), what);
export const removeMacro = (id: string) => remove(at(id));
