import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect } from "preact/hooks";
import { box } from "../state/composer";
import { many } from "../words/speak";
import { type Signed, signedAt } from "./sign";

export interface Offer {
  key: string;
  name: string;
  note: string;
  insert: string;
}

interface OffersProps {
  sign: "/" | "@";
  text: string; // all that is written
  label: string;
  asked?: boolean; // for this list, by a key of its own: the sign that opened it goes when it is left
  offers: (sought: string) => readonly Offer[];
  children?: ComponentChildren; // under the list
}

/**
 * A list that a sign in the text opens. The focus stays in the text: one types on, and the arrows go through the list.
 * What a key needs stands in layout effects: the next one may be pressed before anything was painted.
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (list autocomplete)
 */
export function Offers({ sign, text, label, asked = false, offers, children }: OffersProps) {
  const [id, at] = [useId(), useSignal(0)];
  const { signed, leave } = useSigned(sign, text);
  const found = signed ? offers(signed.sought) : [];
  const chosen = Math.min(at.value, found.length - 1);
  const choose = (offer: Offer | undefined) => signed && offer && put(signed, offer.insert);
  useLayoutEffect(() => void (at.value = 0), [signed?.sought]);
  useEffect(() => document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: "nearest" }), [chosen]);
  usePointed(signed && found.length ? id : "", chosen);
  useKeys(Boolean(signed), {
    ArrowDown: () => (at.value = Math.min(chosen + 1, found.length - 1)),
    ArrowUp: () => (at.value = Math.max(chosen - 1, 0)),
    Enter: found.length > 0 && (() => choose(found[chosen])),
    Tab: found.length > 0 && (() => choose(found[chosen])),
    Escape: () => (asked && signed ? put(signed, "") : leave()),
  });
  return (
    <>
      <p class="unseen" role="status">{signed && many("offers", found.length, { label })}</p>
      {signed && (
        <div class="picking offers" onPointerDown={(event) => event.preventDefault()}>
          <ul id={id} role="listbox" aria-label={label}>
            {found.map((one, index) => (
              <li key={one.key} id={`${id}-${index}`} role="option" class={index === chosen ? "at" : ""} aria-selected={index === chosen} onClick={() => choose(one)}>
                <span dir="auto">{one.name}</span>
                <span class="faint" dir="auto">{one.note}</span>
              </li>
            ))}
          </ul>
          {children}
        </div>
      )}
    </>
  );
}

/** What stands behind the sign, at the caret; null once it was left, until another sign is typed. */
function useSigned(sign: "/" | "@", text: string) {
  const [signed, left] = [useSignal<Signed | null>(null), useSignal(-1)];
  const look = () => {
    const area = box.current;
    const here = area && document.activeElement === area ? signedAt(area.value, area.selectionEnd ?? 0, sign) : null;
    if (here?.at !== left.peek()) left.value = -1;
    const next = here && here.at !== left.peek() ? here : null;
    if (next?.at !== signed.peek()?.at || next?.sought !== signed.peek()?.sought) signed.value = next;
  };
  useLayoutEffect(look, [text]);
  useLayoutEffect(() => {
    const events = ["selectionchange", "focusin", "focusout"];
    for (const name of events) document.addEventListener(name, look);
    return () => events.forEach((name) => document.removeEventListener(name, look));
  }, []);
  const leave = () => {
    left.value = signed.peek()?.at ?? -1;
    signed.value = null;
  };
  return { signed: signed.value, leave };
}

/** As typing does, so that the browser's own undo takes it back. */
export function put({ at }: Pick<Signed, "at">, insert: string): void {
  const area = box.current;
  if (!area) return;
  area.focus();
  area.setSelectionRange(at, Math.max(at, area.selectionEnd ?? at));
  document.execCommand(insert ? "insertText" : "delete", false, insert);
  const blank = /\{\{.*?\}\}/.exec(insert); // which is written next
  if (blank) area.setSelectionRange(at + blank.index, at + blank.index + blank[0].length);
}

/** Who hears the text hears which of the list is meant. */
function usePointed(id: string, chosen: number): void {
  useEffect(() => {
    const area = box.current;
    if (!area || !id) return undefined;
    const about = { "aria-autocomplete": "list", "aria-controls": id, "aria-activedescendant": `${id}-${chosen}` };
    for (const [name, value] of Object.entries(about)) area.setAttribute(name, value);
    return () => Object.keys(about).forEach((name) => area.removeAttribute(name));
  }, [id, chosen]);
}

/** Before the text itself, or anything around it, hears them. */
function useKeys(on: boolean, keys: Record<string, false | (() => void)>): void {
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const run = keys[event.key];
      if (!run || event.target !== box.current || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    if (on) document.addEventListener("keydown", press, true);
    return () => document.removeEventListener("keydown", press, true);
  });
}
