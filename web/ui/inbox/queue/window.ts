import { computed, signal } from "@preact/signals";
import { hasLeft, letIn, listed, rows, seen } from "../state/list";

/** A row that is on the screen. */
interface Shown {
  id: string;
  index: number;
  left: boolean; // its thread stands here no more
}

const AROUND = 3; // rows above and below those in sight, so that a quick hand finds them there
const first = signal(0);
const pinned = signal(""); // the row that has the focus stays, wherever the list is scrolled to
const awaited = signal(""); // the row that gets it once it is there; until then the other must not lose it to nobody
let last: readonly Shown[] = [];

/** The rows in sight, and a few around them: of ten thousand, no more than these are in the page. */
export const shown = computed<readonly Shown[]>(() => {
  const [all, from] = [rows.value, Math.max(0, first.value - AROUND)];
  const near = all.slice(from, seen.value + AROUND).map(({ id }, at) => show(id, from + at));
  const next = [...near, ...apart(near)].sort((one, other) => one.index - other.index);
  return (last = isSame(next, last) ? last : next);
});

/** The rows that are there for the focus alone. */
function apart(near: readonly Shown[]): Shown[] {
  const ids = [...new Set([pinned.value, awaited.value])].filter((id) => id && !near.some((one) => one.id === id));
  return ids.map((id) => show(id, listed.value.indexOf(id))).filter(({ index }) => index >= 0);
}

const show = (id: string, index: number): Shown => ({ id, index, left: hasLeft(id) });

/** Nothing is drawn again for what moves out of sight. */
function isSame(one: readonly Shown[], other: readonly Shown[]): boolean {
  const isTwin = (row: Shown, twin: Shown | undefined) => row.id === twin?.id && row.index === twin.index && row.left === twin.left;
  return one.length === other.length && one.every((row, at) => isTwin(row, other[at]));
}

/** What of the list can be seen in its box, whose rows are all of one height. */
export function look(box: HTMLElement): void {
  const whole = box.querySelector("ul")?.offsetHeight ?? 0;
  const height = whole / rows.peek().length || 100;
  first.value = Math.floor(box.scrollTop / height);
  seen.value = Math.ceil((box.scrollTop + box.clientHeight) / height);
}

/** Keep the row that the focus is in. */
export function pin(target: EventTarget | null): void {
  pinned.value = (target as Element | null)?.closest("[data-thread]")?.getAttribute("data-thread") ?? "";
}

/** Put the focus on a row, and bring it into sight. It may have to be drawn first. */
export function focusRow(id: string): void {
  awaited.value = id;
  settleFocus();
}

/** Where a row that was not there is there now. */
export function settleFocus(): void {
  const row = awaited.peek() && document.querySelector<HTMLElement>(`[data-thread="${CSS.escape(awaited.peek())}"] a`);
  if (!row) return;
  row.scrollIntoView({ block: "nearest" });
  row.focus({ preventScroll: true });
  awaited.value = "";
}

/** To the top, with all who came in above. */
export function toNewest(): void {
  letIn();
  const top = listed.peek()[0];
  if (top) focusRow(top);
}
