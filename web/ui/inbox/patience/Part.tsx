import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** One part of the table, with what it is for. */
export function Part({ title, lead, children }: { title: string; lead: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="card part" aria-labelledby={id}>
      <header>
        <h3 id={id}>{title}</h3>
        <p class="faint">{lead}</p>
      </header>
      {children}
    </section>
  );
}
