import { signal } from "@preact/signals";

/** The dialogs of the desk, of which one at a time is open. */
export type DialogName = "assign" | "keys" | "palette" | "preferences" | "skip" | "snooze";

export const dialog = signal<DialogName | null>(null);

export const ask = (name: DialogName): void => void (dialog.value = name);

export const answered = (): void => void (dialog.value = null);
