// What the visitor has seen: the number on the button, and the receipts that agents see.

import { computed, effect, signal } from "@preact/signals";
import { say } from "./host";
import { lines } from "./lines";
import { ask, type Line } from "./server";
import { token } from "./session";

type Receipt = "delivered" | "read";

export const shown = signal(false);
const visible = signal(!document.hidden);
const reported = signal<Record<string, Receipt>>({});
const looking = computed(() => shown.value && visible.value);
const stateOf = (line: Line): string => reported.value[line.id] ?? line.state;
const unread = computed(() => lines.value.filter((line) => line.direction === "out" && line.channel === "chat" && stateOf(line) !== "read"));
const owed = computed(() => unread.value.filter((line) => looking.value || stateOf(line) !== "delivered"));

const AGAIN = 2_000; // one that is still being sent counts a little later
const MOST = 100;
let busy = false;

effect(() => say({ hilo: "unread", count: looking.value ? 0 : unread.value.length }));
effect(() => {
  if (owed.value.length) void report();
});
document.addEventListener("visibilitychange", () => (visible.value = !document.hidden));

async function report(): Promise<void> {
  if (busy || !token()) return;
  busy = true;
  const state: Receipt = looking.value ? "read" : "delivered";
  const ids = owed.value.slice(0, MOST).map((line) => line.id);
  const counted = await ask<{ message_ids: string[] }>("receipts", { state, message_ids: ids }, token()).catch(() => null);
  busy = false;
  reported.value = { ...reported.value, ...Object.fromEntries((counted?.message_ids ?? []).map((id) => [id, state])) };
  if (owed.value.length) setTimeout(() => void report(), AGAIN);
}
