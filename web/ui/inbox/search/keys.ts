import { useEffect } from "preact/hooks";
import { commandOf, isChord, isSign, pressOf } from "../keyboard/keys";
import { shortcutsOn } from "../keyboard/shortcuts";

export const FIELD = "search-field";

let last = ""; // what was opened last, so that whoever comes back goes on from there

export function remember(event: Event): void {
  const link = (event.target as Element).closest<HTMLElement>("[data-result]");
  if (link) last = link.dataset["result"] ?? "";
}

/** Where one goes on: at what was opened last, else in the field. */
export function startingPoint(): HTMLElement | null {
  return (last && document.querySelector<HTMLElement>(`[data-result="${CSS.escape(last)}"]`)) || field();
}

/** False where nothing is found. */
export function toFirst(): boolean {
  const [first] = results();
  first?.focus();
  return first !== undefined;
}

/** While the focus is not where one writes: arrows and the queue's keys walk, as in the queue. */
export function useSearchKeys(): void {
  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

const STEPS: Record<string, () => void> = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  next: () => move(1),
  previous: () => move(-1),
  search: () => field()?.focus(),
};

function press(event: KeyboardEvent): void {
  const name = shortcutsOn.peek() && isSign(event) ? commandOf(pressOf(event)) : event.key;
  const run = name && STEPS[name];
  if (!run || isChord(event) || document.querySelector("dialog[open]")) return;
  if ((event.target as Element).matches("input, select, summary")) return;
  event.preventDefault();
  run();
}

/** Up from the first leads into the field. */
function move(by: 1 | -1): void {
  const all = results();
  const at = all.indexOf(document.activeElement as HTMLElement) + by;
  const next = at < 0 ? field() : all[Math.min(at, all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const results = () => [...document.querySelectorAll<HTMLElement>("[data-result]")];
const field = () => document.getElementById(FIELD);
