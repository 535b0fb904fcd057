import { signal } from "@preact/signals";
import { createRef } from "preact";
import type { Mode } from "./drafts";

export const mode = signal<Mode>("reply");

/** Where one writes, while a thread is open. */
export const box = createRef<HTMLTextAreaElement>();

/** The focus moves at once: what is typed next must not be taken for a shortcut. */
export function askFor(wanted: Mode): void {
  mode.value = wanted;
  awaited = box.current === null;
  box.current?.focus();
}

let awaited = false;

/** The box stands there now; whoever asked for it while the thread was still loading gets it. */
export function appear(): void {
  if (awaited) box.current?.focus();
  awaited = false;
}
