import type { Thread } from "../api/words";
import { customerName } from "../words/customer";
import { type Key, t } from "../words/speak";
import { preferences } from "./preferences";
import { go, route, toThread } from "./route";
import { user } from "./session";
import type { Change } from "./stream";

/** Tells the agent, outside the page, of what is for them, as far as they asked to be told. */
export function announce(changes: readonly Change[]): void {
  for (const change of changes) {
    const about = change.thread && !isInSight(change.thread) && whyOf(change, change.thread);
    if (about && change.thread) show(change.thread, about);
  }
}

function isInSight({ id }: Thread): boolean {
  const here = route.peek();
  return !document.hidden && here.screen === "inbox" && here.thread === id;
}

type Why = Extract<Key, `notify.${"wrote" | "given" | "mentioned" | "woke" | "waits"}`>;

function whyOf({ kind, data }: Change, thread: Thread): Why | undefined {
  const { notify } = preferences.peek();
  const me = user.peek()?.id;
  if (notify === "off" || !me) return undefined;
  if (kind === "thread.assigned" && data["to"] === me) return "notify.given";
  if (kind === "thread.mentioned" && data["to"] === me) return "notify.mentioned";
  if (kind === "thread.woke" && thread.assignee_id === me) return "notify.woke";
  if (kind !== "message.received") return undefined;
  if (thread.assignee_id === me) return "notify.wrote";
  return notify === "all" && !thread.assignee_id && thread.due ? "notify.waits" : undefined;
}

/** One per thread: a newer one takes the place of the one before. */
function show(thread: Thread, why: Why): void {
  if (preferences.peek().sound) chime();
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  try {
    const shown = new Notification(customerName(thread.customer_name), { body: t(why), tag: `hilo.${thread.id}`, silent: true });
    shown.onclick = () => (window.focus(), go(toThread("open", thread.id)), shown.close());
  } catch {
    // Some browsers on phones know the word, but leave it to service workers.
  }
}

const NOTES = [659.3, 880]; // Hz: E5, A5
const SOFT = 0.06; // of full volume
const LONG = 0.18; // seconds each

let sounds: AudioContext | undefined;

/** Two soft notes. Silent until the page was clicked or typed in once: browsers have it so. */
export function chime(): void {
  sounds ??= new AudioContext();
  void sounds.resume();
  NOTES.forEach((pitch, index) => play(sounds!, pitch, sounds!.currentTime + index * LONG));
}

function play(context: AudioContext, pitch: number, at: number): void {
  const [tone, volume] = [new OscillatorNode(context, { frequency: pitch }), new GainNode(context, { gain: 0 })];
  volume.gain.linearRampToValueAtTime(SOFT, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, at + LONG * 2);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + LONG * 2);
}
