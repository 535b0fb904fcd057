import { createRef } from "preact";
import { useEffect } from "preact/hooks";
import { guess } from "../api/promises";
import { box } from "../state/composer";
import { pledgeOf, suggest, turn } from "../state/pledges";

/** Where it is said what is promised, while a promise is marked. */
export const wording = createRef<HTMLInputElement>();

const PAUSE = 700; // milliseconds of not typing
const READ = 10_000; // characters of a draft, up to its end, where it is being written

/** Asks, when the agent pauses, what the draft promises. */
export function useGuess(threadId: string, text: string): void {
  useEffect(() => {
    const cancel = new AbortController();
    const timer = setTimeout(() => void look(threadId, text, cancel.signal), PAUSE);
    return () => (clearTimeout(timer), cancel.abort());
  }, [threadId, text]);
}

async function look(threadId: string, text: string, cancel: AbortSignal): Promise<void> {
  try {
    const found = text ? await guess(text.slice(-READ), Intl.DateTimeFormat().resolvedOptions().timeZone, cancel) : null;
    if (!cancel.aborted) suggest(threadId, found);
  } catch {
    // It is a convenience; Alt+P works without.
  }
}

/** Alt+P, wherever one is in the thread. A Mac types a π with it, so the key itself counts, not its sign. */
export function usePromiseKey(threadId: string): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyP") return;
      event.preventDefault();
      promise(threadId);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [threadId]);
}

/** Mark, or take the mark back. What is missing is written next; else one goes on with the reply. */
export function promise(threadId: string): void {
  turn(threadId);
  requestAnimationFrame(() => (pledgeOf(threadId).peek()?.text === "" ? wording : box).current?.focus());
}
