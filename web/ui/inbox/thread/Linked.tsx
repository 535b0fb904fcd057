const ADDRESS = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/;

/** Text as it was written, with its web addresses as links. */
export function Linked({ text }: { text: string }) {
  return (
    <p class="said" dir="auto">
      {text.split(ADDRESS).map((part, index) =>
        index % 2 ? <a key={index} href={part} target="_blank" rel="noopener noreferrer nofollow">{part}</a> : part,
      )}
    </p>
  );
}
