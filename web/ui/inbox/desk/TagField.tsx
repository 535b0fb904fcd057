import { useSignal } from "@preact/signals";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { allTags } from "../api/episodes";
import { tagging } from "../state/tagging";
import { addTag, isSame, removeTag } from "../state/tags";
import { t } from "../words/speak";

const OFFERED = 8;

interface TagFieldProps {
  threadId: string;
  tags: readonly string[];
  onDone: () => void;
}

/** https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (list autocomplete, chosen by hand) */
export function TagField({ threadId, tags, onDone }: TagFieldProps) {
  const [id, field] = [useId(), useRef<HTMLInputElement>(null)];
  const [text, at] = [useSignal(""), useSignal(-1)]; // at: the offer that the keys stand on
  const offers = useOffers(tags, text.value);
  useLayoutEffect(() => field.current?.focus(), []); // before the next key
  const add = (name: string) => {
    addTag(threadId, name);
    [text.value, at.value] = ["", -1];
  };
  const step = (by: number) => (at.value = Math.max(-1, Math.min(at.value + by, offers.length - 1)));
  const enter = () => (text.value || at.value >= 0 ? add(offers[at.value] ?? text.value) : onDone());
  const keys: Record<string, () => void> = { Enter: enter, ",": enter, ArrowDown: () => step(1), ArrowUp: () => step(-1), Escape: onDone };
  const last = tags.at(-1);
  if (!text.value && last !== undefined) keys["Backspace"] = () => removeTag(threadId, last);
  const press = (event: KeyboardEvent) => {
    const run = keys[event.key];
    if (!run || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation(); // Escape folds the field, and leaves nothing else
    run();
  };
  return (
    <span class="tag-field">
      <input
        ref={field}
        role="combobox"
        dir="auto"
        maxLength={50}
        aria-label={t("tags.add")}
        aria-autocomplete="list"
        aria-expanded={offers.length > 0}
        aria-controls={offers.length ? id : undefined}
        aria-activedescendant={at.value >= 0 ? `${id}-${at.value}` : undefined}
        value={text.value}
        onInput={(event) => ([text.value, at.value] = [event.currentTarget.value, -1])}
        onKeyDown={press}
        onBlur={() => (tagging.value = "")}
      />
      {offers.length > 0 && (
        <ul class="ways below" id={id} role="listbox" aria-label={t("tags")} onPointerDown={(event) => event.preventDefault()}>
          {offers.map((name, index) => (
            <li key={name} id={`${id}-${index}`} role="option" class={index === at.value ? "at" : ""} aria-selected={index === at.value} onClick={() => add(name)}>{name}</li>
          ))}
        </ul>
      )}
    </span>
  );
}

/** Known tags that fit what is typed, the most used first. */
function useOffers(tags: readonly string[], text: string): string[] {
  const known = useSignal<readonly string[]>([]);
  useEffect(() => void allTags().then((all) => (known.value = all.map(({ name }) => name)), () => undefined), []);
  const fits = (name: string) => name.toLowerCase().includes(text.trim().toLowerCase());
  return known.value.filter((name) => fits(name) && !tags.some((one) => isSame(one, name))).slice(0, OFFERED);
}
