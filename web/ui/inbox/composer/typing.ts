import { typing } from "../api/threads";
import { DESK } from "../state/later";

const EVERY = 3_000;
let told = 0;

/** A hint for colleagues and for the customer's chat window; nobody minds if it is lost. */
export function tellTyping(threadId: string): void {
  if (Date.now() - told < EVERY) return;
  told = Date.now();
  DESK.there.peek()?.showTyping();
  typing(threadId).catch(() => undefined);
}
