import { effect } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { View } from "../api/words";
import { Later } from "../parts/Later";
import { DESK } from "../state/later";
import { frozen, rows, seen } from "../state/list";
import { load, pages } from "../state/pages";
import { ownViews, showsOf } from "../state/views";
import { ListEnd } from "./ListEnd";
import { Row } from "./Row";
import { look, pin, settleFocus, shown } from "./window";

const AHEAD = 30; // rows: the next page is asked for before the end of this one comes into sight

/** The rows of a view. While a pointer or the focus is in it, nothing in it moves. */
export function List({ view }: { view: View }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => watch(box.current!, view), []);
  useLayoutEffect(settleFocus);
  const page = pages.value[view];
  const all = rows.value.length;
  const isGone = ownViews.value !== null && !showsOf(view);
  const isWhole = isGone || (page?.state === "ready" && !page.next);
  return (
    <div class="rows" ref={box} onScroll={() => look(box.current!)}>
      <ul style={{ "--rows": all }}>
        {shown.value.map((one) => <Row key={one.id} {...one} view={view} of={isWhole ? all : -1} />)}
      </ul>
      {isWhole && !all && <Later of={DESK} show={({ EmptyQueue }) => <EmptyQueue view={view} />} meanwhile={null} />}
      {!isGone && <ListEnd view={view} page={page} first={!all} />}
    </div>
  );
}

function watch(box: HTMLElement, view: View): () => void {
  const size = new ResizeObserver(() => look(box));
  size.observe(box);
  const stopAsking = effect(() => {
    const page = pages.value[view];
    if (page?.state === "ready" && page.next && seen.value + AHEAD > rows.value.length) void load(view);
  });
  const stopHolding = hold(box.parentElement!);
  return () => (size.disconnect(), stopAsking(), stopHolding());
}

const PARTS = ".rows, .list-bar"; // of the list: the way from a row to who waits above is no way out

/** Somebody is in the list while their pointer or the focus is. */
function hold(queue: HTMLElement): () => void {
  const inside = { pointer: false, focus: false };
  const over = new AbortController();
  const follow = (what: keyof typeof inside, target: EventTarget | null) => {
    inside[what] = target instanceof Element && target.closest(PARTS) !== null;
    frozen.value = inside.pointer || inside.focus;
    if (what === "focus") pin(target);
  };
  const { signal } = over;
  queue.addEventListener("pointerover", ({ target }) => follow("pointer", target), { signal });
  queue.addEventListener("pointerout", ({ relatedTarget }) => follow("pointer", relatedTarget), { signal });
  queue.addEventListener("focusin", ({ target }) => follow("focus", target), { signal });
  queue.addEventListener("focusout", ({ relatedTarget }) => follow("focus", relatedTarget), { signal });
  return () => (over.abort(), (frozen.value = false));
}
