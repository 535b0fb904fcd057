import { Field } from "./Field";

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly (readonly [value: T, text: string])[];
  onChange: (value: T) => void;
  help?: string;
}

export function Choice<T extends string>({ label, value, options, onChange, help = "" }: ChoiceProps<T>) {
  return (
    <Field label={label} help={help}>
      {(tied) => (
        <select {...tied} value={value} onChange={(event) => onChange(event.currentTarget.value as T)}>
          {options.map(([name, text]) => (
            <option key={name} value={name}>{text}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
