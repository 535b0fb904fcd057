import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { Hours, Span } from "../api/patience";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { Trouble } from "../parts/Trouble";
import { t } from "../words/speak";
import { wrongAt, wrongUnder } from "./editing";
import { SpanFields } from "./SpanFields";
import { TextBox } from "./TextBox";

const DAY = /^(\d{4}-)?\d\d-\d\d$/;

interface HoursFieldsProps {
  hours: Hours;
  path: string;
  onChange: (hours: Hours) => void;
}

/** When the clock of patience runs. */
export function HoursFields({ hours, path, onChange }: HoursFieldsProps) {
  const zones = useId();
  const put = (spans: Span[]) => onChange({ ...hours, spans });
  const last = hours.spans.at(-1);
  const holidays = useSignal(hours.holidays.join("\n"));
  /** One day a line. What is no day at all the browser says when the form is sent. */
  const take = (box: HTMLTextAreaElement) => {
    holidays.value = box.value;
    const days = box.value.split(/[\n,;]/).map((line) => line.trim()).filter(Boolean);
    const odd = days.find((one) => !DAY.test(one));
    box.setCustomValidity(odd ? t("hours.holidays.odd", { day: odd }) : "");
    if (!odd) onChange({ ...hours, holidays: days });
  };
  return (
    <div class="hours">
      <Field label={t("hours.zone")} help={t("hours.zone.help")} error={wrongAt(`${path}.zone`)}>
        {(tied) => <TextBox {...tied} required list={zones} start={hours.zone} take={(zone) => onChange({ ...hours, zone: zone.trim() })} />}
      </Field>
      <datalist id={zones}>{Intl.supportedValuesOf("timeZone").map((zone) => <option key={zone} value={zone} />)}</datalist>
      <ol class="spans" aria-label={t("hours.spans")}>
        {hours.spans.map((span, index) => (
          <SpanFields
            key={`${hours.spans.length} ${index}`}
            span={span}
            error={wrongUnder(`${path}.spans.${index}`)}
            onChange={(next) => put(hours.spans.map((one, at) => (at === index ? next : one)))}
            onRemove={hours.spans.length > 1 ? () => put(hours.spans.filter((_, at) => at !== index)) : undefined}
          />
        ))}
      </ol>
      <Trouble text={wrongAt(`${path}.spans`)} />
      <Button icon="plus" onClick={() => put([...hours.spans, { days: ["sat"], opens: last?.opens ?? "09:00", closes: last?.closes ?? "18:00" }])}>{t("hours.add")}</Button>
      <Field label={t("hours.holidays")} help={t("hours.holidays.help")} error={wrongUnder(`${path}.holidays`)} optional={t("optional")}>
        {(tied) => <textarea {...tied} rows={3} value={holidays.value} onInput={(event) => take(event.currentTarget)} />}
      </Field>
    </div>
  );
}
