import type { ComponentChildren } from "preact";
import { Mark } from "../parts/Mark";
import { LanguageSwitch } from "./LanguageSwitch";

interface StageProps {
  title: string;
  lead?: string;
  step?: string;
  wide?: boolean;
  children: ComponentChildren;
}

/** The frame of every screen before the inbox. */
export function Stage({ title, lead, step, wide = false, children }: StageProps) {
  return (
    <main class="stage">
      <header class="stage-brand">
        <Mark />
        <span>Hilo</span>
        <LanguageSwitch />
      </header>
      <section class={wide ? "card wide" : "card"} aria-labelledby="stage-title">
        {step && <p class="step">{step}</p>}
        <h1 id="stage-title">{title}</h1>
        {lead && <p class="lead">{lead}</p>}
        {children}
      </section>
    </main>
  );
}
