import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

const NEAR = 80; // pixels from the end that still count as reading the newest

interface Seen {
  first: string | undefined;
  last: string | undefined;
  steps: number; // between the messages
  mine: number; // grows with what is being sent from here
  typing: boolean;
}

/** Keeps the newest message in sight while the reader is at the end, and the reader's place while he is not. */
export function useAnchor(box: RefObject<HTMLDivElement | null>, { first, last, steps, mine, typing }: Seen) {
  const atEnd = useRef(true);
  const height = useRef(0);
  const unseen = useSignal(false);
  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
    unseen.value = false;
  };
  useEffect(() => watch(box.current, atEnd, height, () => (unseen.value = false)), []);
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
    else unseen.value = true;
  }, [last]);
  useLayoutEffect(() => {
    if (mine || atEnd.current) toEnd();
  }, [mine, typing]);
  useLayoutEffect(() => void (atEnd.current && toEnd()), [steps]);
  // Earlier messages push everything down: move with them.
  useLayoutEffect(() => {
    const now = box.current;
    if (now && height.current && !atEnd.current) now.scrollTop += now.scrollHeight - height.current;
    height.current = now?.scrollHeight ?? 0;
  }, [first]);
  return { unseen: unseen.value, toEnd };
}

function watch(box: HTMLDivElement | null, atEnd: { current: boolean }, height: { current: number }, seen: () => void) {
  if (!box) return undefined;
  const look = () => {
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    height.current = box.scrollHeight;
    if (atEnd.current) seen();
  };
  const stay = () => atEnd.current && (box.scrollTop = box.scrollHeight);
  const grow = new ResizeObserver(stay);
  grow.observe(box);
  box.addEventListener("scroll", look, { passive: true });
  box.addEventListener("load", stay, true); // a picture has no height before it is here
  return () => (grow.disconnect(), box.removeEventListener("scroll", look), box.removeEventListener("load", stay, true));
}
