import { useEffect } from "preact/hooks";
import { guess } from "../api/promises";
import { suggest } from "../state/pledges";

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
