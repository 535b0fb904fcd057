import type { ComponentChild } from "preact";

const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/g;

/** The text with its web addresses made into links; everything else stays text. */
export function linked(text: string): ComponentChild[] {
  return text.split(ADDRESS).map((piece, at) =>
    at % 2 ? <a href={piece} target="_blank" rel="noopener noreferrer nofollow">{piece}</a> : piece,
  );
}
