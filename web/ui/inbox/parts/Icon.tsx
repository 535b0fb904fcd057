import type { IconName } from "./icons";

/** Decoration beside words that say the same. */
export function Icon({ name, class: kind = "" }: { name: IconName; class?: string }) {
  return <svg class={`icon ${kind}`} viewBox="0 0 24 24" aria-hidden="true"><use href={`#icon-${name}`} /></svg>;
}
