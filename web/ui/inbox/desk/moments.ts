import { locale, t } from "../words/speak";
import { dayAndTime } from "../words/when";
import type { Option } from "./Pick";
import { understand } from "./when";

export interface Moment extends Option {
  until: Date | null;
}

const MORNING = 9; // o'clock
const LATER = 3; // hours

/** What is offered for what was typed; for nothing, the usual moments. */
export function moments(text: string, now: Date): readonly Moment[] {
  const typed = text ? understand(text, now, isMonthFirst()) : null;
  const usual = presets(now).filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()));
  return typed ? [moment("typed", sentence(typed), typed), ...usual] : usual;
}

function presets(now: Date): readonly Moment[] {
  return [
    moment("later", t("snooze.later"), after(now, LATER)),
    moment("tomorrow", t("snooze.tomorrow"), morning(now, 1)),
    moment("monday", t("snooze.monday"), morning(now, (8 - now.getDay()) % 7 || 7)),
    moment("week", t("snooze.week"), morning(now, 7)),
    { key: "reply", label: t("snooze.answer"), note: t("snooze.answer.note"), until: null },
  ];
}

const moment = (key: string, label: string, until: Date): Moment => ({ key, label, note: dayAndTime(until.toISOString()), until });

function morning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}

const after = (now: Date, hours: number): Date => new Date(now.getTime() + hours * 3_600_000);

const sentence = (date: Date): string => new Intl.DateTimeFormat(locale.value, { dateStyle: "full", timeStyle: "short" }).format(date);

/** Whether 3/4 is in March, here. */
function isMonthFirst(): boolean {
  const parts = new Intl.DateTimeFormat(locale.value).formatToParts(new Date(2026, 2, 4));
  return parts.find(({ type }) => type === "day" || type === "month")?.type === "month";
}
