import { signal } from "@preact/signals";
import { type Desk, mine, say } from "../api/desks";
import { complain } from "./notice";

/** Our own place; null until it is known. */
export const desk = signal<Desk | null>(null);

/** Silent where it fails: that the connection is lost is said elsewhere, and it is asked for again when that is back. */
export const loadDesk = (): Promise<void> => mine().then(put, () => undefined);

export const setAvailable = (available: boolean): Promise<void> => say(available).then(put, complain);

function put(found: Desk): void {
  desk.value = found;
}
