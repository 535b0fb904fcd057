import { plain } from "./plain";

/** A word that is being typed behind a sign which opens a list. at: where the sign stands. */
export interface Signed {
  at: number;
  sought: string;
}

/** What is being typed right before the caret, at the start of a line or behind a space. */
export function signedAt(text: string, caret: number, sign: "/" | "@"): Signed | null {
  const found = new RegExp(`(?:^|[\\s(])${sign}([^\\s${sign}]*)$`).exec(text.slice(0, caret));
  const goesOn = /^\S/.test(text.slice(caret)); // amid a word that was there
  return found && !goesOn ? { at: caret - (found[1] ?? "").length - 1, sought: found[1] ?? "" } : null;
}

/** In whose order: first those that begin so, then those of which a word does. Accents do not matter. */
export function fitting<Item extends { name: string }>(all: readonly Item[], sought: string): Item[] {
  const wanted = plain(sought);
  const rank = ({ name }: Item) => (plain(name).startsWith(wanted) ? 0 : plain(name).split(/\s+/).some((word) => word.startsWith(wanted)) ? 1 : 2);
  return all.filter((one) => plain(one.name).includes(wanted)).sort((one, other) => rank(one) - rank(other));
}
