import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

const TALLEST = 0.4; // of the window

/** The box grows with its text. */
export function useGrowing(box: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    if (!box.current) return;
    box.current.style.height = "auto";
    box.current.style.height = `${Math.min(box.current.scrollHeight + 2, innerHeight * TALLEST)}px`;
  }, [text]);
}
