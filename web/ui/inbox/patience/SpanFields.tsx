import { DAYS, type Day, type Span } from "../api/patience";
import { IconButton } from "../parts/IconButton";
import { locale, t } from "../words/speak";
import { TextBox } from "./TextBox";

const CLOCK = "([01]\\d|2[0-3]):[0-5]\\d|24:00";
const SOME_MONDAY = Date.UTC(2024, 0, 1);

interface SpanFieldsProps {
  span: Span;
  error: string;
  onChange: (span: Span) => void;
  onRemove: (() => void) | undefined;
}

/** On these days, from then to then. */
export function SpanFields({ span, error, onChange, onRemove }: SpanFieldsProps) {
  const turn = (day: Day, on: boolean) => onChange({ ...span, days: DAYS.filter((one) => (one === day ? on : span.days.includes(one))) });
  return (
    <li class="span">
      <fieldset class="days">
        <legend class="unseen">{t("hours.days")}</legend>
        {DAYS.map((day, index) => (
          <label key={day} title={dayName(index, "long")}>
            <input type="checkbox" checked={span.days.includes(day)} required={!span.days.length && !index} onChange={(event) => turn(day, event.currentTarget.checked)} />
            {dayName(index, "short")}
          </label>
        ))}
      </fieldset>
      <div class="from-to">
        <Clock label={t("hours.opens")} start={span.opens} wrong={false} take={(opens) => onChange({ ...span, opens })} />
        <span aria-hidden="true">–</span>
        <Clock label={t("hours.closes")} start={span.closes} wrong={error !== ""} take={(closes) => onChange({ ...span, closes })} />
        {onRemove && <IconButton icon="trash" label={t("hours.remove")} onClick={onRemove} />}
      </div>
      <p role="alert" class="error">{error}</p>
    </li>
  );
}

interface ClockProps {
  label: string;
  start: string;
  wrong: boolean;
  take: (time: string) => void;
}

/** A time of day as text, since a day ends at 24:00, which a browser's own field does not know. */
const Clock = ({ wrong, ...rest }: ClockProps) => <TextBox {...rest} aria-invalid={wrong} required pattern={CLOCK} title={t("hours.clock")} maxLength={5} />;

function dayName(index: number, weekday: "short" | "long"): string {
  return new Intl.DateTimeFormat(locale.value, { weekday, timeZone: "UTC" }).format(SOME_MONDAY + index * 86_400_000);
}
