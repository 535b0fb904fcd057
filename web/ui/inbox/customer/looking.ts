import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { looked } from "../api/card";
import { loadCard } from "../state/card";
import { askSoon, countSoon, counts } from "../state/pages";
import { route } from "../state/route";

const A_LOOK = 2_000; // milliseconds in sight before it counts as looked at

/** Until when this agent had looked at the thread before they opened it now; null if never, or not known yet. */
export function useLooking(threadId: string): string | null {
  const since = useSignal<string | null>(null);
  useEffect(() => {
    let left = false;
    void loadCard(threadId).then((card) => {
      if (card && !left) since.value = card.looked_at;
    });
    const stop = watch(threadId);
    return () => ((left = true), stop());
  }, [threadId]);
  return since.value;
}

/** Tells when they have looked, and again when they go away: what came meanwhile they have seen as well. */
function watch(threadId: string): () => void {
  let [seen, timer] = [false, 0];
  const look = () => {
    clearTimeout(timer);
    if (!document.hidden && !seen) timer = window.setTimeout(() => ((seen = true), tell(threadId)), A_LOOK);
  };
  look();
  document.addEventListener("visibilitychange", look);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", look);
    if (seen) tell(threadId);
  };
}

function tell(threadId: string): void {
  looked(threadId).then(recount, () => undefined); // if that failed, it is marked as new once more
}

/** A mention that was seen is none any more, which no change of its thread tells. */
function recount(): void {
  if (!counts.peek()?.mentions) return;
  countSoon();
  const here = route.peek();
  if (here.screen === "inbox" && here.view === "mentions") askSoon("mentions");
}
