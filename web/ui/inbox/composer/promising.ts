import { createRef } from "preact";
import { useEffect } from "preact/hooks";
import { box } from "../state/composer";
import { pledgeOf, turn } from "../state/pledges";

/** Where it is said what is promised, while a promise is marked. */
export const wording = createRef<HTMLInputElement>();

/** Alt+P, wherever one is in the thread. A Mac types a π with it, so the key itself counts, not its sign. */
export function usePromiseKey(threadId: string, on: boolean): void {
  useEffect(() => {
    if (!on) return undefined;
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyP") return;
      event.preventDefault();
      promise(threadId);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [threadId, on]);
}

/** Mark, or take the mark back. What is missing is written next; else one goes on with the reply. */
export function promise(threadId: string): void {
  turn(threadId);
  requestAnimationFrame(() => (pledgeOf(threadId).peek()?.text === "" ? wording : box).current?.focus());
}
