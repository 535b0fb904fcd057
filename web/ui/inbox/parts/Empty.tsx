import type { ComponentChildren } from "preact";
import { Icon } from "./Icon";
import type { IconName } from "./icons";

interface EmptyProps {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
}

/** Nothing is here; says why, and what to do next. */
export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div class="empty">
      <span class="empty-icon"><Icon name={icon} /></span>
      <h2>{title}</h2>
      {children}
    </div>
  );
}
