import { signal } from "@preact/signals";

/** The thread whose tags are being written. */
export const tagging = signal("");
