import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { Dialog } from "../parts/Dialog";
import { answered } from "../state/dialog";
import { openBook, t } from "../words/speak";
import { Keys } from "./Keys";
import { type Entry, entries, usePeople } from "./entries";

/** Everything by its name. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (list autocomplete) */
export function Palette() {
  const [id, list] = [useId(), useRef<HTMLUListElement>(null)];
  const [typed, at] = [useSignal(""), useSignal(0)];
  usePeople(typed.value);
  useSettingsWords();
  useEffect(() => list.current?.children[at.value]?.scrollIntoView({ block: "nearest" }), [at.value]);
  const found = entries(typed.value);
  const steps: Record<string, (count: number) => number> = {
    ArrowDown: (count) => (at.value + 1) % count,
    ArrowUp: (count) => (at.value + count - 1) % count,
    PageDown: (count) => Math.min(at.value + 8, count - 1),
    PageUp: () => Math.max(at.value - 8, 0),
  };
  const press = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (event.isComposing || (!step && event.key !== "Enter")) return;
    event.preventDefault();
    if (step) at.value = step(found.length || 1);
    else choose(found[at.value]);
  };
  return (
    <Dialog title={t("palette")} onClose={answered}>
      <input
        role="combobox"
        type="text"
        dir="auto"
        autofocus
        autocomplete="off"
        spellcheck={false}
        maxLength={100}
        aria-label={t("palette.field")}
        placeholder={t("palette.field")}
        aria-autocomplete="list"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found.length ? `${id}-${at.value}` : undefined}
        value={typed.value}
        onInput={(event) => ([typed.value, at.value] = [event.currentTarget.value, 0])}
        onKeyDown={press}
      />
      <ul class="palette" ref={list} id={id} role="listbox" aria-label={t("palette")}>
        {found.map((entry, index) => (
          <li key={entry.id} id={`${id}-${index}`} role="option" aria-selected={index === at.value} onClick={() => choose(entry)}>
            <span dir="auto">{entry.label}</span>
            <span class="faint">{entry.about}</span>
            {entry.keys && <Keys keys={entry.keys} />}
          </li>
        ))}
      </ul>
      <p class="faint" role="status">{!found.length && t("palette.none")}</p>
    </Dialog>
  );
}

/** The tabs of the settings have their names in a book of their own. */
function useSettingsWords(): void {
  useEffect(() => void openBook("settings").catch(() => undefined), []);
}

/** Only once the palette is gone and the focus is back: the command may move it. */
function choose(entry: Entry | undefined): void {
  if (!entry) return;
  answered();
  queueMicrotask(entry.act);
}
