import { signal } from "@preact/signals";
import { type Macro, all } from "../api/macros";

/** Whatever this agent may use, by name; null before it was asked for. */
export const macros = signal<readonly Macro[] | null>(null);

export async function loadMacros(): Promise<void> {
  macros.value = await all();
}

export function putMacro(one: Macro): void {
  macros.value = [...others(one.id), one].sort((a, b) => a.name.localeCompare(b.name));
}

export function dropMacro(id: string): void {
  macros.value = others(id);
}

const others = (id: string): Macro[] => (macros.peek() ?? []).filter((one) => one.id !== id);
