import { focusRow } from "../queue/window";
import { listed } from "../state/list";
import { go, route, toThread } from "../state/route";

/** Put the focus on the next or previous row, starting from the focused one, else from the open one. */
export function moveTo(by: 1 | -1): void {
  const next = neighbour(startingPoint(), by);
  if (next) focusRow(next);
}

/** Open the next or previous thread of the list, starting from the open one. */
export function openNext(by: 1 | -1): void {
  const here = route.peek();
  if (here.screen !== "inbox") return;
  const next = neighbour(here.thread ?? startingPoint(), by);
  if (next) go(toThread(here.view, next));
}

function neighbour(id: string, by: 1 | -1): string | undefined {
  const ids = listed.peek();
  const at = ids.indexOf(id);
  return ids[at < 0 ? 0 : Math.min(Math.max(at + by, 0), ids.length - 1)];
}

/** The row that has the focus, else the open thread's; "" where there is neither. */
export function startingPoint(): string {
  const here = route.peek();
  const focused = document.activeElement?.closest("[data-thread]")?.getAttribute("data-thread");
  return focused ?? (here.screen === "inbox" ? here.thread : null) ?? "";
}
