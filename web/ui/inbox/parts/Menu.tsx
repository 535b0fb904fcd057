import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface MenuProps {
  label: string;
  face: ComponentChildren;
  kind?: string;
  children: ComponentChildren;
}

/** A button that unfolds more; Escape, what was chosen, or a click elsewhere, folds it again. */
export function Menu({ label, face, kind = "", children }: MenuProps) {
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => foldOutside(box.current), []);
  const fold = (event: Event) => {
    if (!box.current?.open) return;
    event.stopPropagation();
    box.current.open = false;
    box.current.querySelector("summary")?.focus();
  };
  const chosen = (event: Event) => (event.target as Element).closest("button, a") && fold(event);
  return (
    <details class={`menu ${kind}`} ref={box} onKeyDown={(event) => event.key === "Escape" && fold(event)}>
      <summary title={label}>{face}<span class="unseen">{label}</span></summary>
      <div class="menu-body" onClick={chosen}>{children}</div>
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
