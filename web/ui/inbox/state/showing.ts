import { computed, effect } from "@preact/signals";
import { tellShowing } from "../api/presence";
import { greeted } from "./presence";
import { route } from "./route";
import { user } from "./session";

const BEAT = 20_000; // milliseconds; colleagues forget a window that is silent for 30 s
const IDLE = 180_000; // untouched for so long nobody is before it, and the thread must not seem to be looked after
const QUIET = 6_000; // after the last key nobody types any more
const WINDOW = String(Math.random()); // this one, so that two of one person do not speak for each other

const open = computed(() => (route.value.screen === "inbox" ? route.value.thread : null));
let told: string | null = null;
let touched = Date.now();
let typed = 0;
let resting = 0;

effect(() => {
  void open.value;
  typed = 0;
  show();
});
effect(() => void (greeted.value && show()));
setInterval(show, BEAT);
document.addEventListener("visibilitychange", () => show());
addEventListener("pagehide", () => show(null));
for (const kind of ["pointermove", "pointerdown", "wheel", "keydown"]) addEventListener(kind, touch, { capture: true, passive: true });

/** Let colleagues know which thread is before somebody here; null takes back what they know. */
function show(thread_id = isThere() ? open.peek() : null): void {
  if (!user.peek() || (!thread_id && !told)) return;
  told = thread_id;
  tellShowing({ window: WINDOW, thread_id, doing: Date.now() - typed < QUIET ? "typing" : "viewing" });
}

export function showTyping(): void {
  typed = Date.now();
  show();
  clearTimeout(resting);
  resting = window.setTimeout(show, QUIET);
}

function touch(): void {
  const back = !isThere();
  touched = Date.now();
  if (back) show();
}

function isThere(): boolean {
  return document.visibilityState === "visible" && Date.now() - touched < IDLE;
}
