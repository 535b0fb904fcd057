// Messages that the server has not acknowledged. They outlive the tab, and keep their ids, so that none comes twice.

import { signal } from "@preact/signals";
import { keep, recall } from "./kept";
import { token } from "./session";

export interface Unsent {
  client_id: string;
  text: string;
  email: string;
  sent_at: string;
  state: "sending" | "waiting" | "failed" | "sent"; // "sent": acknowledged, but not yet back from the stream
  why?: string;
}

export const unsent = signal<Unsent[]>([]);
let owner = "";
const adrift = new Set<string>(); // written while it was being settled who writes here: they are theirs who then come

/** Begin with what this visitor left unsent. Nobody else's messages are ever shown or sent. */
export function reopen(visitor: string): void {
  const theirs = unsent.value.filter(({ client_id }) => adrift.delete(client_id));
  if (visitor === owner) return;
  drop((one) => theirs.includes(one));
  owner = visitor;
  unsent.value = kept();
  if (theirs.length) put([...unsent.value, ...theirs]);
}

export function add(text: string, email: string): void {
  const client_id = newId();
  if (!token()) adrift.add(client_id);
  put([...unsent.value, { client_id, text, email, sent_at: new Date().toISOString(), state: "sending" }]);
}

export function mark(client_id: string, change: Partial<Unsent>): void {
  put(unsent.value.map((one) => (one.client_id === client_id ? { ...one, ...change } : one)));
}

export function drop(gone: (one: Unsent) => boolean): void {
  if (unsent.value.some(gone)) put(unsent.value.filter((one) => !gone(one)));
}

function put(list: Unsent[]): void {
  const mine = new Set([...unsent.value, ...list].map((one) => one.client_id));
  const elsewhere = kept().filter((one) => !mine.has(one.client_id)); // another tab's
  unsent.value = list;
  const lasting = [...elsewhere, ...list.filter((one) => one.state !== "sent")];
  keep(`unsent:${owner}`, lasting.length ? JSON.stringify(lasting) : "");
}

function kept(): Unsent[] {
  try {
    return JSON.parse(recall(`unsent:${owner}`) || "[]") as Unsent[];
  } catch {
    return [];
  }
}

/** `crypto.randomUUID` is missing where a test site is served without TLS. */
function newId(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
