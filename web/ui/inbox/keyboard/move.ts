import { route } from "../state/route";
import { listed } from "../state/threads";

/** Put the focus on the next or previous row, starting from the focused one, else from the open one. */
export function moveTo(by: 1 | -1): void {
  const ids = listed.peek();
  const at = ids.indexOf(startingPoint());
  const next = ids[at < 0 ? 0 : Math.min(Math.max(at + by, 0), ids.length - 1)];
  if (!next) return;
  const row = document.querySelector<HTMLElement>(`[data-thread="${CSS.escape(next)}"]`);
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

function startingPoint(): string {
  const here = route.peek();
  const focused = document.activeElement?.getAttribute("data-thread");
  return focused ?? (here.screen === "inbox" ? here.thread : null) ?? "";
}
