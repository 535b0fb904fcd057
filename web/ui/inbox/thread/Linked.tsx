import { marked } from "./marking";

const ADDRESS = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/;

/** Text as it was written, with its web addresses as links. marks: words that are to be seen in it. */
export function Linked({ text, marks = [] }: { text: string; marks?: readonly string[] }) {
  return (
    <p class="said" dir="auto">
      {text.split(ADDRESS).map((part, index) =>
        index % 2 ? <a key={index} href={part} target="_blank" rel="noopener noreferrer nofollow">{part}</a> : inked(part, marks),
      )}
    </p>
  );
}

const inked = (text: string, marks: readonly string[]) =>
  marked(text, marks).map((part, index) => (index % 2 ? <mark key={index}>{part}</mark> : part));
