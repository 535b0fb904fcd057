import { signal } from "@preact/signals";
import type { Customer } from "../api/words";

/** Whose right is being seen to, and which. Its dialog stands apart from the menu that it is chosen in. */
export const asked = signal<{ right: "export" | "erase"; customer: Customer } | null>(null);

export function done(): void {
  asked.value = null;
}
