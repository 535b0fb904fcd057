// Of all the tabs in which one agent has Hilo open in this browser, one leads: it alone holds the line to the server,
// and tells the others what it hears. Browsers without locks or channels let every tab lead, with a line of its own.
import type { Here } from "./presence";

/** An event of the stream as it came. id: where the stream stands with it. after: where the leader stood before it. */
export interface Heard {
  name: "change" | "typing" | "presence" | "present" | "reset";
  data: string;
  id: number;
  after: number;
}

export type Connection = "live" | "connecting" | "lost";

export type Said =
  | { is: "heard"; heard: Heard }
  | { is: "leading"; seq: number; connection: Connection; here: Here[] } // what whoever follows must know
  | { is: "hello" } // asks for that
  | { is: "again" } // asks the leader to connect now
  | { is: "out" }; // the session has ended

interface Part {
  lead: () => void;
  follow: () => void;
  hear: (said: Said) => void;
}

const ASK = 5_000; // milliseconds between two questions to the leader
const SILENCE = 10_000; // without an answer: the leader is frozen, and has to be replaced

const able = "locks" in navigator && "BroadcastChannel" in window;
let channel: BroadcastChannel | null = null;
let leading = false;
let withdraw: () => void = () => undefined;
let asking = 0;
let asked = 0; // since when there is no answer; 0 while there is

export const leads = (): boolean => leading;

export function join(name: string, part: Part): void {
  if (!able) return begin(part);
  channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data.is === "leading" || data.is === "heard") asked = 0;
    part.hear(data);
  };
  stand(name, part, false);
  asking = window.setInterval(() => ask(name, part), ASK);
  ask(name, part);
}

function begin({ lead }: Part): void {
  leading = true;
  lead();
}

/** Wait for one's turn to lead, or steal it. A lock ends with its page, however that ends. */
function stand(name: string, part: Part, steal: boolean): void {
  withdraw();
  const turn = new AbortController();
  withdraw = () => turn.abort();
  const hold = () => {
    if (turn.signal.aborted) return undefined;
    begin(part);
    return new Promise<void>((done) => turn.signal.addEventListener("abort", () => done()));
  };
  navigator.locks.request(name, steal ? { steal } : { signal: turn.signal }, hold).catch(() => {
    if (turn.signal.aborted) return;
    leading = false; // another tab found us frozen
    part.follow();
    stand(name, part, false);
  });
}

/** A leader answers a message even where timers are throttled, so only a frozen one is silent. */
function ask(name: string, part: Part): void {
  if (leading) return;
  if (asked && Date.now() - asked >= SILENCE) {
    asked = 0;
    stand(name, part, true);
  } else {
    asked ||= Date.now();
    say({ is: "hello" });
  }
}

export function say(said: Said): void {
  channel?.postMessage(said);
}

export function leave(): void {
  withdraw();
  clearInterval(asking);
  channel?.close();
  [channel, leading, asked] = [null, false, 0];
}
