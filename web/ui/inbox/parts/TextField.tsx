import type { Signal } from "@preact/signals";
import type { InputHTMLAttributes } from "preact";
import { Field } from "./Field";

interface TextFieldProps {
  label: string;
  value: Signal<string>;
  type?: "text" | "email" | "password";
  autocomplete?: "name" | "username" | "email" | "current-password" | "new-password" | "off";
  help?: string;
  error?: string;
  autofocus?: boolean;
  minLength?: number;
}

export function TextField({ label, value, type = "text", autocomplete = "off", ...rest }: TextFieldProps) {
  const { help = "", error = "", autofocus = false, minLength } = rest;
  return (
    <Field label={label} help={help} error={error}>
      {(tied) => (
        <input
          {...tied}
          {...({ type } as InputHTMLAttributes) /* Preact's types want to know which of the three it is */}
          required
          autocomplete={autocomplete}
          autofocus={autofocus}
          minLength={minLength}
          value={value.value}
          onInput={(event) => (value.value = event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
