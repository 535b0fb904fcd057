import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** What a control needs to be tied to its label, its help and its error. */
export interface Tied {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean;
}

interface FieldProps {
  label: string;
  help?: string;
  error?: string;
  optional?: string;
  children: (tied: Tied) => ComponentChildren;
}

export function Field({ label, help, error, optional, children }: FieldProps) {
  const id = useId();
  const notes = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>
        {label} {optional && <span class="faint">{optional}</span>}
      </label>
      {children({ id, "aria-describedby": notes || undefined, "aria-invalid": Boolean(error) })}
      {help && <p class="help" id={`${id}-help`}>{help}</p>}
      {error && <p class="error" id={`${id}-error`}>{error}</p>}
    </div>
  );
}
