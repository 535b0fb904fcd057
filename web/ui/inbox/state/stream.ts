import { signal } from "@preact/signals";
import type { Message, Thread } from "../api/words";
import { apply, reload } from "./live";
import { carryOffline } from "./outgoing";
import { askAgain } from "./session";
import { types } from "./typing";

export interface Change {
  seq: number;
  kind: string;
  thread: Thread | null;
  message: Message | null;
  data: Record<string, string>;
}

const GATHER = 30; // milliseconds: a burst of changes is drawn once
const PATIENCE = 3_000; // milliseconds until a lost connection is worth a word
const LONGEST = 30_000;

export const connection = signal<"live" | "connecting" | "lost">("connecting");

let source: EventSource | null = null;
let waiting: Change[] = [];
let gathering = 0;
let worrying = 0;
let again = 0;
let delay = 1_000;

addEventListener("online", () => source && connectNow());

/** The browser resumes by itself with Last-Event-ID; a stream that we open anew has a gap, so everything is read again. */
export function connect(): void {
  source?.close();
  let afresh = true;
  source = new EventSource("/api/v1/stream");
  source.onopen = () => {
    live();
    if (afresh) reload();
    afresh = false;
  };
  source.onerror = lost;
  source.addEventListener("change", (event) => gather(JSON.parse(event.data) as Change));
  source.addEventListener("typing", (event) => types((JSON.parse(event.data) as { thread_id: string }).thread_id));
  source.addEventListener("reset", reload);
}

export function disconnect(): void {
  source?.close();
  clearTimeout(again);
  calm();
  source = null;
}

export function connectNow(): void {
  clearTimeout(again);
  delay = 1_000;
  connect();
}

function live(): void {
  calm();
  delay = 1_000;
  connection.value = "live";
  carryOffline();
}

function lost(): void {
  worrying ||= window.setTimeout(() => (connection.value = "lost"), PATIENCE);
  if (source?.readyState !== EventSource.CLOSED) return;
  askAgain().catch(() => undefined); // refused, perhaps as we were shut out: then the login is shown
  clearTimeout(again);
  again = window.setTimeout(connect, delay * (0.5 + Math.random()));
  delay = Math.min(delay * 2, LONGEST);
}

function calm(): void {
  clearTimeout(worrying);
  worrying = 0;
}

function gather(change: Change): void {
  waiting.push(change);
  gathering ||= window.setTimeout(flush, GATHER);
}

function flush(): void {
  const changes = waiting;
  waiting = [];
  gathering = 0;
  apply(changes);
}
