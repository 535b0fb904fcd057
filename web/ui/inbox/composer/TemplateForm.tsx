import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { askFor } from "../state/composer";
import { type Filling, partsOf } from "../state/templates";
import { languageName } from "../words/language";
import { t } from "../words/speak";

interface TemplateFormProps {
  filling: Filling;
  onFill: (next: Filling | null) => void;
}

export function TemplateForm({ filling, onFill }: TemplateFormProps) {
  const { template, values } = filling;
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => first.current?.querySelector<HTMLElement>("input, button")?.focus(), []);
  return (
    <div class="templates" ref={first}>
      {template.variables.map((name) => (
        <Field key={name} label={t("template.value", { name })}>
          {(tied) => (
            <input
              {...tied}
              dir="auto"
              required
              value={values[name] ?? ""}
              onInput={(event) => onFill({ template, values: { ...values, [name]: event.currentTarget.value } })}
            />
          )}
        </Field>
      ))}
      <Preview filling={filling} />
      <div class="actions"><Button icon="stack" onClick={() => (onFill(null), askFor("reply"))}>{t("template.other")}</Button></div>
    </div>
  );
}

function Preview({ filling: { template, values } }: { filling: Filling }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{t("template.preview")} <span class="faint">{template.name} · {languageName(template.language)}</span></h3>
      <p class="said preview" dir="auto">
        {partsOf(template).map((part, index) => (index % 2 ? <mark key={index}>{values[part] || `{{${part}}}`}</mark> : part))}
      </p>
    </section>
  );
}
