import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";

interface AmountProps {
  label: string;
  value: number | null;
  min: number;
  max: number;
  step?: number | "any";
  unit?: string;
  help?: string;
  error?: string;
  blank?: string; // what holds where nothing is written; without it something must be
  bare?: boolean; // the label is read aloud only: its row says the same to the eye
  onChange: (value: number | null) => void;
}

/** A number. Only one that fits is passed on; what does not, the browser says when the form is sent. */
export function Amount({ label, value, min, max, step = "any", unit = "", help = "", error = "", blank, bare = false, onChange }: AmountProps) {
  const id = useId();
  const text = useSignal(value === null ? "" : String(value));
  const notes = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  const read = ({ value: written, validity }: HTMLInputElement) => {
    text.value = written;
    if (validity.valid) onChange(written === "" ? null : Number(written));
  };
  return (
    <div class={bare ? "amount bare" : "amount"}>
      <label for={id} class={bare ? "unseen" : ""}>{label}</label>
      <span>
        <input
          id={id}
          type="number"
          min={min}
          max={max}
          step={step}
          required={blank === undefined}
          placeholder={blank}
          aria-describedby={notes || undefined}
          aria-invalid={Boolean(error)}
          value={text.value}
          onInput={(event) => read(event.currentTarget)}
        />
        {unit && <span class="faint">{unit}</span>}
      </span>
      {help && <p class="help" id={`${id}-help`}>{help}</p>}
      {error && <p class="error" id={`${id}-error`}>{error}</p>}
    </div>
  );
}

interface ShareProps extends Omit<AmountProps, "value" | "onChange" | "min" | "max" | "unit" | "blank"> {
  value: number;
  least?: number;
  onChange: (value: number) => void;
}

/** A part of a whole, written in per cent. least: per cent, too. */
export function Share({ value, least = 5, onChange, ...rest }: ShareProps) {
  return <Amount {...rest} value={Math.round(value * 1000) / 10} min={least} max={100} unit="%" onChange={(percent) => onChange((percent ?? 0) / 100)} />;
}
