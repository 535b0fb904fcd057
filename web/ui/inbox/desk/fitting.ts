import { plain } from "./plain";

/** How far a text is from what is typed, 0 at best; null where it does not fit. Case and accents do not count. */
export function distance(typed: string, text: string): number | null {
  const [sought, found] = [plain(typed).trim(), plain(text)];
  if (!sought || found.startsWith(sought)) return 0;
  if (startsOf(found).some((start) => found.startsWith(sought, start))) return 1;
  if (found.includes(sought)) return 2;
  if (sought.split(/\s+/).every((word) => found.includes(word))) return 3;
  return isScattered(sought, found) ? 4 : null;
}

const startsOf = (text: string): number[] => [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ index }) => index);

/** Its letters stand there in their order, the first of them at the start of a word: "cln" in "close and next". */
function isScattered(sought: string, found: string): boolean {
  const letters = [...sought.replace(/\s/g, "")];
  return startsOf(found).some((start) => {
    let at = start - 1;
    return letters.every((letter, index) => (at = found.indexOf(letter, at + 1)) >= 0 && (index > 0 || at === start));
  });
}
