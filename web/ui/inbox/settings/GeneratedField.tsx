import type { SettingField } from "../api/accounts";
import type { SettingValue } from "../api/words";
import { Field, type Tied } from "../parts/Field";
import { inMine, t } from "../words/speak";

interface GeneratedFieldProps {
  field: SettingField;
  value: SettingValue;
  onChange: (value: SettingValue) => void;
  error: string;
  kept: boolean;
}

/** One field of a connector's settings, drawn from what its connector says about it. */
export function GeneratedField({ field, value, onChange, error, kept }: GeneratedFieldProps) {
  const label = inMine(field.label) || field.name;
  const help = [inMine(field.help), kept && t("account.secret.kept")].filter(Boolean).join(" ");
  if (field.kind === "switch") return <Switch label={label} help={help} on={value === true} onChange={onChange} />;
  const optional = field.required || field.default ? "" : t("optional");
  return (
    <Field label={label} help={help} error={error} optional={optional}>
      {(tied) => <Control field={field} value={value} onChange={onChange} tied={tied} kept={kept} />}
    </Field>
  );
}

interface ControlProps extends Omit<GeneratedFieldProps, "error"> {
  tied: Tied;
}

function Control({ field, value, onChange, tied, kept }: ControlProps) {
  const common = { ...tied, name: field.name, required: field.required && !kept };
  const read = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value);
  switch (field.kind) {
    case "choice":
      return (
        <select {...common} value={String(value)} onChange={read}>
          {field.choices.map((choice) => (
            <option key={choice} value={choice}>{inMine(field.words[choice] ?? {}) || choice}</option>
          ))}
        </select>
      );
    case "list":
      return <textarea {...common} rows={3} placeholder={t("account.onePerLine")} value={lines(value)} onInput={read} />;
    case "number":
      return <input {...common} type="number" value={String(value)} onInput={read} />;
    case "secret":
      return <input {...common} type="password" autocomplete="new-password" value={String(value)} onInput={read} />;
    default:
      return <input {...common} type="text" autocomplete="off" spellcheck={false} value={String(value)} onInput={read} />;
  }
}

interface SwitchProps {
  label: string;
  help: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

function Switch({ label, help, on, onChange }: SwitchProps) {
  return (
    <div class="field">
      <label class="switch">
        <input type="checkbox" role="switch" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
        {label}
      </label>
      {help && <p class="help">{help}</p>}
    </div>
  );
}

const lines = (value: SettingValue): string => (Array.isArray(value) ? value.join("\n") : String(value));
