import { signal } from "@preact/signals";

export interface Notice {
  text: string;
  bad: boolean;
}

const SHOWN = 8_000;
let timer = 0;

/** One sentence about what just happened; read aloud by screen readers. */
export const notice = signal<Notice | null>(null);

export const say = (text: string): void => show({ text, bad: false });
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
  timer = window.setTimeout(dismiss, SHOWN);
}
