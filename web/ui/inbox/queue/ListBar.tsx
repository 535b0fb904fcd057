import { signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { View } from "../api/words";
import { Button } from "../parts/Button";
import { keyOf } from "../keyboard/keys";
import { Later } from "../parts/Later";
import { DESK } from "../state/later";
import { newer } from "../state/list";
import { showsOf } from "../state/views";
import { many, t } from "../words/speak";
import { isByDue } from "./views";
import { toNewest } from "./window";

const narrowing = signal(false);

/** Over the list, where it has its own place, so that nothing moves when there is something to say. */
export function ListBar({ view }: { view: View }) {
  const isOpen = narrowing.value || view.startsWith("f/");
  const bar = useRef<HTMLDivElement>(null);
  const close = () => {
    narrowing.value = false;
    bar.current?.querySelector("button")?.focus();
  };
  return (
    <>
      <div class="list-bar" ref={bar}>
        <Button kind="quiet" icon="filter" pressed={isOpen} onClick={() => (narrowing.value = !isOpen)}>{t("filter")}</Button>
        <div role="status" class="newer"><Newer view={view} /></div>
      </div>
      {isOpen && <Later of={DESK} show={({ FilterPanel }) => <FilterPanel view={view} onClose={close} />} meanwhile={null} />}
    </>
  );
}

function Newer({ view }: { view: View }) {
  const count = newer.value;
  if (!count) return null;
  const isUrgent = isByDue(showsOf(view)?.view ?? "open");
  return <Button kind="main" icon="up" shortcut={keyOf("fresh")} onClick={toNewest}>{many(isUrgent ? "newer.urgent" : "newer", count)}</Button>;
}
