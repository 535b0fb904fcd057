import { effect, signal } from "@preact/signals";
import type { Message, Thread } from "../api/words";
import { now } from "./clock";
import { apply, reload } from "./live";
import { carryOffline, outgoing } from "./outgoing";
import { type Here, present, see, seeOnly } from "./presence";
import { askAgain, user } from "./session";
import { type Connection, type Heard, type Said, join, leads, leave, say } from "./tabs";
import { types } from "./typing";

export interface Change {
  seq: number;
  kind: string;
  thread: Thread | null;
  message: Message | null;
  actor_id: string | null; // null: nobody but Hilo
  data: Record<string, string>;
}

const EVENTS: readonly Heard["name"][] = ["change", "typing", "presence", "present", "reset"];
const GATHER = 30; // milliseconds: a burst of changes is drawn once
const PATIENCE = 3_000; // milliseconds until a lost connection is worth a word
const LONGEST = 30_000;
const NOWHERE = -1;

export const connection = signal<Connection>("connecting");

let seq = NOWHERE; // of the last change this tab has: what comes again is dropped, what comes too late is noticed
let source: EventSource | null = null; // the leader's
let waiting: Change[] = [];
let gathering = 0;
let worrying = 0;
let again = 0;
let delay = 1_000;

addEventListener("online", () => source && connectNow());
addEventListener("offline", () => source && lost()); // a stream may hang for minutes before it breaks
addEventListener("pagehide", () => user.peek() && disconnect()); // a page that is kept for "back" must not lead
addEventListener("pageshow", ({ persisted }) => persisted && user.peek() && connect());
effect(carryOn);

/** An answer may find no way for a moment, while the stream goes on. */
function carryOn(): void {
  void now.value; // every ten seconds
  if (connection.peek() === "live" && outgoing.peek().some(({ offline }) => offline)) carryOffline();
}

export function connect(): void {
  join(`hilo.stream.${user.peek()?.id}`, { lead, follow: hangUp, hear });
}

export function disconnect(): void {
  if (!user.peek()) say({ is: "out" });
  leave();
  hangUp();
  clearTimeout(gathering);
  [seq, waiting, gathering] = [NOWHERE, [], 0];
  connection.value = "connecting";
}

export function connectNow(): void {
  delay = 1_000;
  if (leads()) dial();
  else say({ is: "again" });
}

function lead(): void {
  dial();
  tell();
}

/** The browser resumes by itself with Last-Event-ID; a stream that we open anew goes on where this tab stands. */
function dial(): void {
  clearTimeout(again);
  source?.close();
  source = new EventSource("/api/v1/stream" + (seq === NOWHERE ? "" : `?after=${seq}`));
  source.onerror = lost;
  for (const name of EVENTS) source.addEventListener(name, (event) => pass(name, event));
}

function hangUp(): void {
  source?.close();
  source = null;
  clearTimeout(again);
  calm();
}

/** To the other tabs, and to this one. */
function pass(name: Heard["name"], { data, lastEventId }: MessageEvent<string>): void {
  const heard = { name, data, id: lastEventId ? Number(lastEventId) : seq, after: seq };
  say({ is: "heard", heard });
  take(heard);
}

function lost(): void {
  worrying ||= window.setTimeout(() => become("lost"), PATIENCE);
  if (source?.readyState !== EventSource.CLOSED) return;
  askAgain().catch(() => undefined); // refused, perhaps as we were shut out: then the login is shown
  clearTimeout(again);
  again = window.setTimeout(dial, delay * (0.5 + Math.random()));
  delay = Math.min(delay * 2, LONGEST);
}

function calm(): void {
  clearTimeout(worrying);
  worrying = 0;
}

function become(next: Connection): void {
  connection.value = next;
  if (leads()) tell();
}

const tell = (): void => say({ is: "leading", seq, connection: connection.peek(), here: present() });

/** From another tab. */
function hear(said: Said): void {
  if (said.is === "heard") take(said.heard);
  if (said.is === "out") askAgain().catch(() => undefined);
  if (said.is === "leading" && !leads()) keepUp(said);
  if (said.is === "hello" && leads()) tell();
  if (said.is === "again" && leads()) connectNow();
}

function keepUp(leader: Extract<Said, { is: "leading" }>): void {
  connection.value = leader.connection;
  if (leader.seq <= seq) return;
  seeOnly(leader.here);
  startAt(leader.seq);
}

function take(heard: Heard): void {
  switch (heard.name) {
    case "change":
      return follow(heard);
    case "typing":
      return types((JSON.parse(heard.data) as { thread_id: string }).thread_id);
    case "presence":
      return see(JSON.parse(heard.data) as Here);
    case "present":
      seeOnly((JSON.parse(heard.data) as { here: Here[] }).here);
      return live(heard.id);
    case "reset":
      return startAt(heard.id);
  }
}

/** Every tab takes each change once and in order, whoever leads and however leaders change. */
function follow({ data, id, after }: Heard): void {
  if (seq === NOWHERE || id <= seq) return;
  gather(JSON.parse(data) as Change);
  if (after > seq) startAt(id);
  else seq = id;
}

/** The stream has told what was missed, and goes on from now. */
function live(id: number): void {
  calm();
  delay = 1_000;
  if (id > seq) startAt(id);
  become("live");
  carryOffline();
}

/** There is a gap before that change, so everything is read again. */
function startAt(id: number): void {
  seq = id;
  flush(); // first: what is read now is newer
  reload();
}

function gather(change: Change): void {
  waiting.push(change);
  gathering ||= window.setTimeout(flush, GATHER);
}

function flush(): void {
  clearTimeout(gathering);
  const changes = waiting;
  waiting = [];
  gathering = 0;
  if (changes.length) apply(changes);
}
