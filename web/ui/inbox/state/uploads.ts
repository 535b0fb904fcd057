import { type Signal, signal } from "@preact/signals";
import { discard, upload } from "../api/files";
import type { Attachment } from "../api/words";
import { keep, recall } from "./kept";
import { sentence } from "./notice";
import { user } from "./session";

/** A file in the composer. */
export interface Upload {
  key: string;
  name: string;
  mime: string;
  size: number;
  id: string; // the server's, once it has all of it
  share: number; // of it that has left, 0 to 1
  problem: string;
  picture: string; // where to see it, if it is one
  file: File | null; // null where the page was reloaded since
}

const all = new Map<string, Signal<readonly Upload[]>>();
const running = new Map<string, AbortController>();

/** Of the reply that is being written in a thread; what the server has survives a reload. */
export function uploadsOf(threadId: string): Signal<readonly Upload[]> {
  const known = all.get(threadId) ?? signal(recalled(threadId));
  all.set(threadId, known);
  return known;
}

export function attach(threadId: string, files: readonly File[]): void {
  for (const file of files) {
    const { name, type, size } = file;
    const picture = type.startsWith("image/") ? URL.createObjectURL(file) : "";
    const one = { key: crypto.randomUUID(), name, mime: type, size, id: "", share: 0, problem: "", picture, file };
    put(threadId, [...uploadsOf(threadId).peek(), one]);
    void carry(threadId, one);
  }
}

export async function carry(threadId: string, { key, file }: Upload): Promise<void> {
  if (!file) return;
  const cancel = new AbortController();
  running.set(key, cancel);
  change(threadId, key, { problem: "", share: 0 });
  try {
    const { id } = await upload(file, (share) => change(threadId, key, { share }), cancel.signal);
    if (cancel.signal.aborted) void discard(id).catch(() => undefined);
    else change(threadId, key, { id, share: 1 });
  } catch (problem) {
    change(threadId, key, { problem: sentence(problem) });
  } finally {
    running.delete(key);
  }
}

/** Also while it is still on its way. */
export function withdraw(threadId: string, { key, id }: Upload): void {
  running.get(key)?.abort();
  put(threadId, uploadsOf(threadId).peek().filter((one) => one.key !== key));
  if (id) void discard(id).catch(() => undefined); // what nobody sends, the server clears away
}

/** They belong to a message now. */
export function handOver(threadId: string): Attachment[] {
  const sent = uploadsOf(threadId).peek().map(({ id, name, mime, size }) => ({ id, name, mime, size, ...HERE }));
  put(threadId, []);
  return sent;
}

const HERE = { cid: "", state: "kept", detail: "" } as const;

/** Back into the composer. */
export function giveBack(threadId: string, files: readonly Attachment[]): void {
  put(threadId, [...uploadsOf(threadId).peek(), ...files.map(uploaded)]);
}

function uploaded({ id, name, mime, size }: Attachment): Upload {
  return { key: id, name, mime, size, id, share: 1, problem: "", picture: "", file: null };
}

function change(threadId: string, key: string, what: Partial<Upload>): void {
  put(threadId, uploadsOf(threadId).peek().map((one) => (one.key === key ? { ...one, ...what } : one)));
}

function put(threadId: string, uploads: readonly Upload[]): void {
  uploadsOf(threadId).value = uploads;
  const done = uploads.filter((one) => one.id).map(({ id, name, mime, size }) => ({ id, name, mime, size }));
  keep(place(threadId), done.length ? JSON.stringify(done) : "");
}

const recalled = (threadId: string) => (JSON.parse(recall(place(threadId)) || "[]") as Attachment[]).map(uploaded);
const place = (threadId: string) => `files.${user.peek()?.id ?? ""}.${threadId}`;
