// What was said, as the server told it.

import { signal } from "@preact/signals";
import { say } from "./host";
import type { Line } from "./server";
import { drop } from "./unsent";

export const lines = signal<Line[]>([]);
export const typing = signal(false);

const TYPING_FOR = 5_000;
let typingEnds = 0;

/** The same line twice is one line. */
export function take(line: Line): void {
  if (lines.value.some((known) => known.id === line.id)) return;
  lines.value = [...lines.value, line].sort((one, other) => one.place - other.place);
  if (line.direction === "out") showTyping(0);
  else drop((one) => one.client_id === line.client_id);
  say({ hilo: "talked" });
}

export function showTyping(time = TYPING_FOR): void {
  clearTimeout(typingEnds);
  typing.value = time > 0;
  if (time) typingEnds = window.setTimeout(() => (typing.value = false), time);
}
