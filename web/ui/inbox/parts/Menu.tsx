import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface MenuProps {
  label: string;
  face: ComponentChildren;
  children: ComponentChildren;
}

/** A button that unfolds more; Escape, or a click elsewhere, folds it again. */
export function Menu({ label, face, children }: MenuProps) {
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => foldOutside(box.current), []);
  const fold = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !box.current?.open) return;
    event.stopPropagation();
    box.current.open = false;
    box.current.querySelector("summary")?.focus();
  };
  return (
    <details class="menu" ref={box} onKeyDown={fold}>
      <summary title={label}>{face}<span class="unseen">{label}</span></summary>
      <div class="menu-body">{children}</div>
    </details>
  );
}

function foldOutside(box: HTMLDetailsElement | null): () => void {
  const fold = (event: Event) => {
    if (box?.open && !box.contains(event.target as Node)) box.open = false;
  };
  document.addEventListener("pointerdown", fold);
  return () => document.removeEventListener("pointerdown", fold);
}
