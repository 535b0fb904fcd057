import { signal } from "@preact/signals";

export interface Notice {
  text: string;
  bad: boolean;
  undo?: (() => void) | undefined;
}

const SHOWN = 8_000;
const TO_UNDO = 20_000; // longer: it must be read, understood and reached
let timer = 0;

/** One sentence about what just happened; read aloud by screen readers. */
export const notice = signal<Notice | null>(null);

/** undo: takes back what was just done, where that can be. */
export const say = (text: string, undo?: () => void): void => show({ text, bad: false, undo });
export const complain = (problem: unknown): void => show({ text: sentence(problem), bad: true });

export function dismiss(): void {
  notice.value = null;
}

export function sentence(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}

function show(next: Notice): void {
  clearTimeout(timer);
  notice.value = next;
  timer = window.setTimeout(dismiss, next.undo ? TO_UNDO : SHOWN);
}
