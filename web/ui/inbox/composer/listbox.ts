export const CHOSEN = "chosen";

/**
 * Where a key leads in a list that a button unfolds; -1: it folds, undefined: the key means nothing here.
 * at: the option that the keys stand on, -1 while the list is folded; start: where they stand when it unfolds.
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (select-only)
 */
export function step(key: string, at: number, start: number, count: number): number | typeof CHOSEN | undefined {
  if (at < 0) return ["ArrowDown", "ArrowUp", "Enter", " "].includes(key) ? start : undefined;
  const leads: Record<string, number | typeof CHOSEN> = {
    Enter: CHOSEN,
    " ": CHOSEN,
    ArrowDown: Math.min(at + 1, count - 1),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: count - 1,
    Escape: -1,
  };
  return leads[key];
}
