import { useId } from "preact/hooks";

interface SwitchProps {
  label: string;
  help?: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

export function Switch({ label, help, on, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div class="field">
      <label class="switch">
        <input type="checkbox" role="switch" checked={on} aria-describedby={help && id} onChange={(event) => onChange(event.currentTarget.checked)} />
        {label}
      </label>
      {help && <p class="help" id={id}>{help}</p>}
    </div>
  );
}
