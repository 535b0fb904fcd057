import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Icon } from "../parts/Icon";
import { keep, recall } from "../state/kept";

const folded = signal<ReadonlySet<string>>(new Set(recall("card.folded").split(" ")));

interface SectionProps {
  name: string; // under which this browser remembers whether it is folded
  title: string;
  count?: number;
  children: ComponentChildren;
}

export function Section({ name, title, count = 0, children }: SectionProps) {
  const turn = (open: boolean) => {
    if (open !== folded.peek().has(name)) return;
    const others = [...folded.peek()].filter((one) => one && one !== name);
    folded.value = new Set(open ? others : [...others, name]);
    keep("card.folded", [...folded.peek()].join(" "));
  };
  return (
    <details class="section" open={!folded.value.has(name)} onToggle={(event) => turn(event.currentTarget.open)}>
      <summary>
        <Icon name="chevron" />
        <h3>{title}</h3>
        {count > 1 && <span class="count">{count}</span>}
      </summary>
      <div class="section-body">{children}</div>
    </details>
  );
}
