import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

interface FoldProps {
  title: ComponentChildren;
  start?: boolean; // open at first
  force?: boolean; // opens when this comes true: something in it must be seen
  children: ComponentChildren;
}

/** What stays as its reader left it, whatever is written in it. */
export function Fold({ title, start = false, force = false, children }: FoldProps) {
  const open = useSignal(start);
  useEffect(() => {
    if (force) open.value = true;
  }, [force]);
  return (
    <details class="fold" open={open.value} onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{title}</summary>
      <div class="fold-body">{children}</div>
    </details>
  );
}
