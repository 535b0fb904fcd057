import { signal } from "@preact/signals";
import { createRef } from "preact";
import type { Mode } from "./drafts";

export const mode = signal<Mode>("reply");

/** Where one writes, while a thread is open. */
export const box = createRef<HTMLTextAreaElement & HTMLInputElement>();

/** The focus moves at once: what is typed next must not be taken for a shortcut. It moves on if the box is drawn anew. */
export function askFor(wanted: Mode): void {
  mode.value = wanted;
  awaited = true;
  box.current?.focus();
  requestAnimationFrame(appear);
}

/** To choose where the reply goes: the list of ways is unfolded, once it is drawn. */
export function askForWay(): void {
  mode.value = "reply";
  requestAnimationFrame(() => {
    const face = box.current?.form?.querySelector<HTMLElement>(".recipient-face");
    face?.focus();
    if (face?.ariaExpanded === "false") face.click();
  });
}

/** All is written; one more key sends it. The button is there only after the next drawing. */
export function askToSend(): void {
  mode.value = "reply";
  requestAnimationFrame(() => box.current?.form?.querySelector<HTMLElement>("[type=submit]")?.focus());
}

let awaited = false;

/** The box stands there now; whoever asked for it while something was still loading gets it. */
export function appear(): void {
  if (!awaited || !box.current) return;
  box.current.focus();
  awaited = false;
}
