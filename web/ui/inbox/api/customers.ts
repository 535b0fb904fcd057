import { post, remove } from "./request";
import type { Customer } from "./words";

const at = (id: string) => `/customers/${encodeURIComponent(id)}/identities`;

export const link = (id: string, connector: string, address: string) => post<Customer>(at(id), { connector, address });
export const unlink = (id: string, identityId: string) =>
  remove<Customer>(`${at(id)}/${encodeURIComponent(identityId)}`);
