import { answered, ask, dialog } from "../state/dialog";
import { leave } from "../state/route";
import { user } from "../state/session";
import { run } from "./commands";
import { MAC, commandOf, isChord, isSign, pressOf } from "./keys";
import { shortcutsOn } from "./shortcuts";

const TOGETHER = 1_500; // milliseconds between two presses that mean one thing
const REPEATING = new Set(["next", "previous"]);

let first = ""; // of two presses
let timer = 0;

export function listen(): void {
  addEventListener("keydown", (event) => {
    if (!user.peek() || event.defaultPrevented || event.isComposing) return;
    if (isForPalette(event)) return togglePalette(event);
    if (isChord(event) || document.querySelector("dialog[open]")) return;
    if (isWriting(event.target)) leaveOnEscape(event);
    else if (event.key === "Escape") out(event);
    else if (shortcutsOn.peek()) press(event);
  });
}

/** Wherever one is, also while one writes. */
const isForPalette = (event: KeyboardEvent): boolean =>
  (MAC ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";

function togglePalette(event: KeyboardEvent): void {
  event.preventDefault();
  if (event.repeat) return;
  if (dialog.peek() === "palette") answered();
  else if (!document.querySelector("dialog[open]")) ask("palette");
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

function leaveOnEscape(event: KeyboardEvent): void {
  if (event.key === "Escape") (event.target as HTMLElement).blur();
}

function out(event: KeyboardEvent): void {
  event.preventDefault();
  if (first) forget();
  else leave();
}

function press(event: KeyboardEvent): void {
  if (!isSign(event)) return;
  const presses = first + pressOf(event);
  const name = commandOf(presses);
  forget();
  if (name === undefined) return;
  event.preventDefault();
  if (name === null) wait(presses + " ");
  else if (!event.repeat || REPEATING.has(name)) run(name);
}

function wait(presses: string): void {
  first = presses;
  timer = window.setTimeout(forget, TOGETHER);
}

function forget(): void {
  clearTimeout(timer);
  first = "";
}
