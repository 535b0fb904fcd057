import type { Signal } from "@preact/signals";

export interface Choosable {
  id: string;
  name: string;
  note?: string;
}

interface ChooserProps {
  label: string;
  help?: string;
  none: string;
  options: readonly Choosable[];
  chosen: Signal<readonly string[]>;
}

/** Any number of these. */
export function Chooser({ label, help, none, options, chosen }: ChooserProps) {
  const turn = (id: string, on: boolean) => (chosen.value = on ? [...chosen.value, id] : chosen.value.filter((one) => one !== id));
  return (
    <fieldset class="chooser">
      <legend>{label}</legend>
      {help && <p class="help">{help}</p>}
      {!options.length && <p class="faint">{none}</p>}
      {options.map(({ id, name, note }) => (
        <label key={id} class="switch">
          <input type="checkbox" checked={chosen.value.includes(id)} onChange={(event) => turn(id, event.currentTarget.checked)} />
          <span>{name} {note && <span class="faint">{note}</span>}</span>
        </label>
      ))}
    </fieldset>
  );
}
