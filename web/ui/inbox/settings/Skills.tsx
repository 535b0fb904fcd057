import type { Signal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Field } from "../parts/Field";
import { skillName } from "../words/language";
import { t } from "../words/speak";
import { KNOWN } from "./skill";

const OTHERS = "\\s*([a-z0-9][a-z0-9_\\-]{0,29}\\s*(,\\s*|$))*";

interface SkillsProps {
  skills: Signal<readonly string[]>;
  others: Signal<string>; // as they are written
  capacity: Signal<string>;
}

/** What somebody can do and how much at a time: by that Hilo hands out threads. */
export function Skills({ skills, others, capacity }: SkillsProps) {
  const id = useId();
  const turn = (code: string, on: boolean) => (skills.value = on ? [...skills.value, code] : skills.value.filter((one) => one !== code));
  return (
    <>
      <fieldset class="chooser skills-known" aria-describedby={id}>
        <legend>{t("skills")}</legend>
        <p class="help" id={id}>{t("skills.help")}</p>
        {KNOWN.map((code) => (
          <label key={code} class="switch">
            <input type="checkbox" checked={skills.value.includes(code)} onChange={(event) => turn(code, event.currentTarget.checked)} />
            {skillName(code)}
          </label>
        ))}
      </fieldset>
      <Field label={t("skills.others")} help={t("skills.others.help")} optional={t("optional")}>
        {(tied) => <input {...tied} pattern={OTHERS} maxLength={500} value={others.value} onInput={(event) => (others.value = event.currentTarget.value)} />}
      </Field>
      <Field label={t("capacity")} help={t("capacity.help")} optional={t("capacity.optional")}>
        {(tied) => <input {...tied} class="few" type="number" min={1} max={50} step={1} value={capacity.value} onInput={(event) => (capacity.value = event.currentTarget.value)} />}
      </Field>
    </>
  );
}

export const listed = (others: string): string[] => others.split(",").map((one) => one.trim()).filter(Boolean);
