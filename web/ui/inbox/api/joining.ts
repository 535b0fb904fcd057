import { post, remove } from "./request";
import type { Customer } from "./words";

const apartAt = (id: string) => `/customers/${encodeURIComponent(id)}/apart`;

/** The other's thread is shown in this one's from then on. */
export const merge = (id: string, other_id: string) => post<Customer>(`/customers/${encodeURIComponent(id)}/merge`, { other_id });
export const split = (mergeId: string) => post<Customer>(`/merges/${encodeURIComponent(mergeId)}/split`);
/** Not the same person: no longer suggested. */
export const apart = (id: string, other_id: string) => post<void>(apartAt(id), { other_id });
export const unapart = (id: string, other: string) => remove(`${apartAt(id)}/${encodeURIComponent(other)}`);
