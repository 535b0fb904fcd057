import { useSignal } from "@preact/signals";
import type { ComponentChildren, RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Button } from "../parts/Button";
import { Trouble } from "../parts/Trouble";
import { useSubmit } from "../start/submit";
import { t } from "../words/speak";

/** Something that opens in its own place; closed again, the focus is where it was opened. */
export function useOpening(): { open: boolean; start: () => void; close: () => void; place: RefObject<HTMLDivElement | null> } {
  const open = useSignal(false);
  const place = useRef<HTMLDivElement>(null);
  const close = () => {
    open.value = false;
    requestAnimationFrame(() => place.current?.querySelector("button")?.focus());
  };
  return { open: open.value, start: () => (open.value = true), close, place };
}

interface InPlaceProps {
  label: string;
  save: () => Promise<void>;
  close: () => void;
  lines?: boolean; // Enter alone is a new line
  children: ComponentChildren;
}

/** Enter saves, Escape leaves it as it was. */
export function InPlace({ label, save, close, lines = false, children }: InPlaceProps) {
  const form = useRef<HTMLFormElement>(null);
  const { busy, error, submit } = useSubmit(async () => (await save(), close()));
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>("input, textarea, select")?.focus(), []); // before the next key
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") (event.preventDefault(), close());
    if (event.key === "Enter" && lines && (event.ctrlKey || event.metaKey)) submit(event);
  };
  return (
    <form class="in-place" ref={form} aria-label={label} onSubmit={submit} onKeyDown={keys}>
      {children}
      <Trouble text={error.value} />
      <div class="actions">
        <Button kind="main" submit busy={busy.value}>{t("save")}</Button>
        <Button kind="quiet" onClick={close}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
