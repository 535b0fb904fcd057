import { effect, signal } from "@preact/signals";
import { route } from "./route";

/** The threads that the next step is for, all at once. They belong to the list on the screen: another one starts anew. */
export const selected = signal<ReadonlySet<string>>(new Set());

let last = ""; // the one that was chosen last: where a stretch begins
let view = "";

effect(() => {
  const here = route.value;
  const now = here.screen === "inbox" ? here.view : "";
  if (now !== view) clearSelection();
  view = now;
});

export function toggle(id: string): void {
  const others = new Set(selected.peek());
  if (!others.delete(id)) others.add(id);
  last = id;
  selected.value = others;
}

/** All from the one that was chosen last to this one, as they stand in the list (Shift and a click). */
export function stretchTo(id: string, listed: readonly string[]): void {
  const [from, to] = [listed.indexOf(last), listed.indexOf(id)];
  if (from < 0 || to < 0) return toggle(id);
  selectAll(listed.slice(Math.min(from, to), Math.max(from, to) + 1));
}

export const selectAll = (ids: readonly string[]): void => void (selected.value = new Set([...selected.peek(), ...ids]));

export function clearSelection(): void {
  last = "";
  if (selected.peek().size) selected.value = new Set();
}
