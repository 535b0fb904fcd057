const LETTER = /[\p{L}\p{N}]/u;

/** The text cut where these words stand in it: every second piece is one of them. Case does not matter. */
export function marked(text: string, words: readonly string[]): string[] {
  const wanted = words.map((word) => word.trim()).filter(Boolean).sort((one, other) => other.length - one.length);
  if (!wanted.length) return [text];
  return text.split(new RegExp(`(${wanted.map(whole).join("|")})`, "giu"));
}

/** Not inside a longer word; a face or a mark of exclamation may stand beside anything. */
function whole(word: string): string {
  const [first = "", last = ""] = [[...word][0], [...word].at(-1)];
  const escaped = word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+");
  return (LETTER.test(first) ? "(?<![\\p{L}\\p{N}])" : "") + escaped + (LETTER.test(last) ? "(?![\\p{L}\\p{N}])" : "");
}
