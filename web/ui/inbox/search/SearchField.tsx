import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../parts/Icon";
import { leave, replace } from "../state/route";
import { busy, found } from "../state/search";
import { t } from "../words/speak";
import { FIELD, startingPoint, toFirst } from "./keys";
import { addressOf, question } from "./question";

const PAUSE = 180; // milliseconds of not typing

/** Searches while one types. The address follows, without a trail of half words to go back through. */
export function SearchField() {
  const { q } = question();
  const typed = useSignal(q);
  const timer = useRef(0);
  const eager = useRef(false); // Enter was pressed before there was anything to go to
  const seek = () => {
    clearTimeout(timer.current);
    timer.current = 0;
    replace(addressOf({ ...question(), q: typed.peek().trim() }));
  };
  useEffect(() => (startingPoint()?.focus(), () => clearTimeout(timer.current)), []);
  // Back, forward and chips change the address: that counts, unless somebody is just typing.
  useEffect(() => {
    if (!timer.current && typed.peek().trim() !== q) typed.value = q;
  }, [q]);
  useEffect(() => {
    if (eager.current && !busy.value) eager.current = !toFirst();
  }, [busy.value, found.value]);
  const enter = () => {
    if (timer.current) seek();
    eager.current = busy.peek() || !toFirst();
  };
  const keys: Record<string, () => void> = { Escape: leave, ArrowDown: toFirst, Enter: enter };
  const press = (event: KeyboardEvent) => {
    const run = keys[event.key];
    if (!run || event.isComposing) return;
    event.preventDefault();
    run();
  };
  return (
    <div class="search-field" role="search">
      {busy.value ? <span class="spinner" aria-hidden="true" /> : <Icon name="search" />}
      <input
        id={FIELD}
        type="search"
        dir="auto"
        maxLength={200}
        autocomplete="off"
        spellcheck={false}
        aria-label={t("search.field")}
        placeholder={t("search.field")}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          eager.current = false;
          clearTimeout(timer.current);
          timer.current = window.setTimeout(seek, PAUSE);
        }}
        onKeyDown={press}
      />
    </div>
  );
}
