import { patch, post, put, remove } from "./request";
import type { Customer } from "./words";

/** What is not named stays; of fields, too. A field that is null is removed. */
export interface Profile {
  name?: string;
  about?: string;
  language?: string;
  zone?: string;
  fields?: Record<string, string | null>;
}

const at = (id: string) => `/customers/${encodeURIComponent(id)}`;
const identity = (id: string, identityId: string) => `${at(id)}/identities/${encodeURIComponent(identityId)}`;

export const change = (id: string, what: Profile) => patch<Customer>(at(id), what);
export const link = (id: string, connector: string, address: string) => post<Customer>(`${at(id)}/identities`, { connector, address });
export const unlink = (id: string, identityId: string) => remove<Customer>(identity(id, identityId));
export const share = (id: string, identityId: string, shared: boolean) => put<Customer>(`${identity(id, identityId)}/shared`, { shared });
/** Whoever writes in the chat is asked to prove this address with a code that is sent there. */
export const ask = (id: string, channel: string, address: string) => post<void>(`${at(id)}/ask`, { channel, address });
