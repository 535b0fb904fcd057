import { signal } from "@preact/signals";

export interface Notice {
  text: string;
  bad: boolean;
  undo?: (() => void) | undefined;
  way?: string | undefined; // the address that shows it
}

const SHOWN = 8_000;
const TO_UNDO = 20_000; // longer: it must be read, understood and reached
let timer = 0;
let last: { undo: () => void; until: number } | null = null;

/** One sentence about what just happened; read aloud by screen readers. */
export const notice = signal<Notice | null>(null);

/** undo: takes back what was just done, where that can be. */
export const say = (text: string, undo?: () => void): void => show({ text, bad: false, undo });
/** way: where one can see it. */
export const point = (text: string, way: string): void => show({ text, bad: false, way });
/** Only by its key: what can be taken back for so many milliseconds is offered elsewhere on the screen. */
export const offer = (undo: () => void, lasting: number): void => void (last = { undo, until: performance.now() + lasting });
export const complain = (problem: unknown): void => show({ text: sentence(problem), bad: true });

export function dismiss(): void {
  notice.value = null;
}

/** What was done last, also where a newer sentence covers it. */
export function takeBack(): void {
  const now = last;
  if (!now || performance.now() > now.until) return;
  last = null;
  dismiss();
  now.undo();
}

export function sentence(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}

function show(next: Notice): void {
  clearTimeout(timer);
  notice.value = next;
  if (next.undo) last = { undo: next.undo, until: performance.now() + TO_UNDO };
  timer = window.setTimeout(dismiss, next.undo ? TO_UNDO : SHOWN);
}
