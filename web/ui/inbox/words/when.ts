import { computed } from "@preact/signals";
import { now } from "../state/clock";
import { language, locale, t } from "./speak";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const format = (options: Intl.DateTimeFormatOptions) =>
  computed(() => new Intl.DateTimeFormat(locale.value, options));
const unit = (name: string) =>
  computed(() => new Intl.NumberFormat(locale.value, { style: "unit", unit: name, unitDisplay: "short" }));

const clock = format({ hour: "numeric", minute: "2-digit" });
const shortDay = format({ day: "numeric", month: "short" });
const longDay = format({ weekday: "long", day: "numeric", month: "long" });
export const fullDay = format({ day: "numeric", month: "long", year: "numeric" });
const whole = format({ dateStyle: "full", timeStyle: "short" });
export const relative = computed(() => new Intl.RelativeTimeFormat(locale.value, { numeric: "auto" }));
const bytes = computed(() => new Intl.NumberFormat(locale.value, { maximumFractionDigits: 1 }));
const [minutes, inHours, days] = [unit("minute"), unit("hour"), unit("day")];

/** A length of time in its largest unit: "35 min", "2 hr", "3 days". */
export function span(milliseconds: number): string {
  const length = Math.abs(milliseconds);
  if (length < MINUTE) return t("when.moment");
  if (length < HOUR) return minutes.value.format(Math.floor(length / MINUTE));
  if (length < DAY) return hours(Math.floor(length / HOUR));
  return days.value.format(Math.floor(length / DAY));
}

/** "3 h 12 min", never less than a minute. */
export function hoursAndMinutes(milliseconds: number): string {
  const left = Math.max(1, Math.floor(milliseconds / MINUTE));
  const rest = minutes.value.format(left % 60);
  return left < 60 ? rest : `${hours(Math.floor(left / 60))} ${rest}`;
}

/** "4 hr". */
export const hours = (count: number): string => inHours.value.format(count);

export const untilNow = (time: string): string => span(now.value - Date.parse(time));

/** The time of day today, else the date. */
export function stamp(time: string): string {
  const date = new Date(time);
  const today = date.toDateString() === new Date(now.value).toDateString();
  return (today ? clock : shortDay).value.format(date);
}

export const timeOfDay = (time: string): string => clock.value.format(new Date(time));
export const exact = (time: string): string => whole.value.format(new Date(time));
export const dayKey = (time: string): string => new Date(time).toDateString();

export const day = (time: string): string => capital(dayOf(time));
/** "tomorrow 10:00". */
export const dayAndTime = (time: string): string => `${dayOf(time)} ${timeOfDay(time)}`;

function dayOf(time: string): string {
  const midnight = (milliseconds: number) => new Date(milliseconds).setHours(0, 0, 0, 0);
  const past = Math.round((midnight(now.value) - midnight(Date.parse(time))) / DAY);
  if (Math.abs(past) < 2) return relative.value.format(-past, "day");
  const thisYear = new Date(time).getFullYear() === new Date(now.value).getFullYear();
  return (thisYear ? longDay : fullDay).value.format(new Date(time));
}

export function size(length: number): string {
  if (length < 1024) return `${length} B`;
  if (length < 1024 ** 2) return `${bytes.value.format(length / 1024)} KB`;
  return `${bytes.value.format(length / 1024 ** 2)} MB`;
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(language.value) + text.slice(1);
}
