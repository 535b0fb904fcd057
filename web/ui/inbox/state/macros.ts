import { signal } from "@preact/signals";
import { askFor, box, mode } from "./composer";

/** The sign was typed by a key of its own: whoever leaves the list takes it away again. */
export const byKey = signal(false);

/** As if the sign had been typed, and at once: what is typed next narrows the list. */
export function openMacros(): void {
  askFor(mode.peek());
  const area = box.current;
  if (!(area instanceof HTMLTextAreaElement)) return; // a template is being filled in
  byKey.value = true;
  document.execCommand("insertText", false, /\S$/.test(area.value.slice(0, area.selectionStart)) ? " /" : "/");
}

/** Told to go as they stand, by thread and sign. */
export const meant = signal<ReadonlySet<string>>(new Set());

const BLANK = /\{\{\s*[\w.]+\s*\}\}/g;

/** What a macro left open, as it stands in the text: nobody gets a letter to {{customer.name}}. */
export const blanksIn = (threadId: string, text: string): string[] =>
  [...new Set(text.match(BLANK))].filter((one) => !meant.value.has(threadId + one));
