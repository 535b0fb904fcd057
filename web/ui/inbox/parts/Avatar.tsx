const TINTS = 6;

export function Avatar({ name, small = false }: { name: string; small?: boolean }) {
  return (
    <span class={small ? "avatar small" : "avatar"} data-tint={tint(name)} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s._@-]+/).filter((word) => /\p{L}/u.test(word));
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? "?")].find((sign) => /\p{L}/u.test(sign)) ?? "?").join("").toUpperCase();
}

function tint(name: string): number {
  let sum = 0;
  for (const sign of name) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973;
  return sum % TINTS;
}
