import { signal } from "@preact/signals";
import type { Step } from "../api/steps";

/** What was done with the thread on the screen, between its messages; thread/Happened.tsx asks for it. */
export const happened = signal<{ id: string; steps: readonly Step[] }>({ id: "", steps: [] });

/** Grows with every change that the stream tells of it. */
export const moved = signal(0);

/** Those after one moment, up to another; both in milliseconds. */
export const between = (steps: readonly Step[], after: number, until: number): readonly Step[] =>
  steps.filter(({ at }) => Date.parse(at) > after && Date.parse(at) <= until);
