import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { IconButton } from "../parts/IconButton";
import { t } from "../words/speak";
import { InPlace, useOpening } from "./InPlace";

interface EditableProps {
  label: string;
  value: string;
  longest: number; // characters
  lines?: boolean;
  save: (text: string) => Promise<void>;
  children: ComponentChildren; // how it reads
}

/** A text that becomes a field in its own place. */
export function Editable(props: EditableProps) {
  const { open, start, close, place } = useOpening();
  return (
    <div class="editable" ref={place}>
      {open ? <Form {...props} close={close} /> : props.children}
      {!open && <IconButton icon="edit" kind="edit" label={t("edit.what", { what: props.label })} onClick={start} />}
    </div>
  );
}

function Form({ label, value, longest, lines = false, save, close }: EditableProps & { close: () => void }) {
  const text = useSignal(value);
  const changed = async () => {
    if (text.value.trim() !== value) await save(text.value.trim());
  };
  const tied = { "aria-label": label, maxLength: longest, dir: "auto" as const, value: text.value };
  const put = (event: { currentTarget: { value: string } }) => (text.value = event.currentTarget.value);
  return (
    <InPlace label={label} save={changed} close={close} lines={lines}>
      {lines ? <textarea {...tied} rows={4} onInput={put} /> : <input {...tied} onInput={put} />}
    </InPlace>
  );
}
