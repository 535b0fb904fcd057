import { signal } from "@preact/signals";

const TICK = 10_000;
let ahead = 0; // milliseconds by which the server's clock is ahead of this computer's

/** The server's time in milliseconds, moving every ten seconds. */
export const now = signal(Date.now());

export const exactly = (): number => Date.now() + ahead;

/** Set by the `Date` of an answer. It has whole seconds, so a small difference says nothing. */
export function set(date: string | null): void {
  const difference = date ? Date.parse(date) - Date.now() : 0;
  ahead = Math.abs(difference) > 2_000 ? difference : 0;
}

export function tick(): void {
  now.value = exactly();
}

setInterval(tick, TICK);
