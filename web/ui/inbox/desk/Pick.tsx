import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export interface Option {
  key: string;
  label: string;
  note: string;
}

interface PickProps<O extends Option> {
  label: string;
  hint?: string;
  none: string;
  options: (text: string) => readonly O[];
  onPick: (option: O) => void;
  children?: ComponentChildren;
}

/** Type, see what is meant, Enter. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (list autocomplete, always unfolded) */
export function Pick<O extends Option>({ label, hint = "", none, options, onPick, children }: PickProps<O>) {
  const [id, text, at] = [useId(), useSignal(""), useSignal(0)];
  const offers = options(text.value.trim());
  const chosen = Math.min(at.value, offers.length - 1);
  const steps: Record<string, number> = { ArrowDown: chosen + 1, ArrowUp: chosen - 1 };
  const press = (event: KeyboardEvent) => {
    const to = steps[event.key];
    if (event.isComposing || (to === undefined && event.key !== "Enter")) return;
    event.preventDefault();
    const offer = offers[chosen];
    if (to !== undefined) at.value = Math.max(0, Math.min(to, offers.length - 1));
    else if (offer) onPick(offer);
  };
  return (
    <div class="picking">
      <label for={`${id}-field`}>{label}</label>
      <input
        id={`${id}-field`}
        role="combobox"
        dir="auto"
        autofocus
        autocomplete="off"
        maxLength={100}
        placeholder={hint}
        aria-autocomplete="list"
        aria-expanded={offers.length > 0}
        aria-controls={id}
        aria-activedescendant={offers.length ? `${id}-${chosen}` : undefined}
        value={text.value}
        onInput={(event) => ([text.value, at.value] = [event.currentTarget.value, 0])}
        onKeyDown={press}
      />
      {children}
      <ul id={id} role="listbox" aria-label={label}>
        {offers.map((one, index) => (
          <li key={one.key} id={`${id}-${index}`} role="option" class={index === chosen ? "at" : ""} aria-selected={index === chosen} onClick={() => onPick(one)}>
            <span dir="auto">{one.label}</span>
            <span class="faint">{one.note}</span>
          </li>
        ))}
      </ul>
      <p role="status" class="help">{!offers.length && none}</p>
    </div>
  );
}
