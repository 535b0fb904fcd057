import { useSignal } from "@preact/signals";
import type { Tied } from "../parts/Field";

interface TextBoxProps extends Partial<Tied> {
  start: string;
  take: (text: string) => void;
  label?: string;
  required?: boolean;
  pattern?: string;
  title?: string;
  maxLength?: number;
  list?: string;
}

/** Keeps what is written as it is, also while it is nothing that fits yet; only what fits is passed on. */
export function TextBox({ start, take, label, ...rest }: TextBoxProps) {
  const text = useSignal(start);
  const read = (box: HTMLInputElement) => {
    text.value = box.value;
    if (box.validity.valid) take(box.value);
  };
  return <input type="text" {...rest} aria-label={label} value={text.value} onInput={(event) => read(event.currentTarget)} />;
}
