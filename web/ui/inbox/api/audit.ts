import { get } from "./request";

/** actor_name: "" for the command line and for Hilo itself. data: codes, counts and ids, as the action has them. */
export interface Entry {
  seq: number;
  at: string;
  actor_name: string;
  action: string;
  customer_id: string | null;
  customer_name: string;
  data: Record<string, string>;
}

export interface Page {
  entries: Entry[];
  next: string | null;
}

/** Newest first. customer: of whom alone, null for all. */
export function page(customer: string | null, after: string | null): Promise<Page> {
  const asked = Object.entries({ customer, after }).filter((one): one is [string, string] => one[1] !== null);
  return get<Page>(`/audit?${new URLSearchParams(asked)}`);
}
