import type { Question } from "../api/search";
import { channelName } from "../words/channel";
import { locale, maybe, t } from "../words/speak";
import type { Reading } from "./question";

/** Something that narrows the search, in words, and the question without it. */
export interface Chip {
  text: string;
  without: Partial<Question>;
}

export function chipsOf({ words, from, channel, direction, tag, status, mood, after, before }: Reading): Chip[] {
  const chips: Chip[] = [
    { without: { mood: "" }, text: mood && (maybe(`search.mood.${mood}`) ?? mood) },
    { without: { after: "", before: "" }, text: daysOf(after, before) },
    { without: { q: words }, text: from && t("search.from", { name: from }) },
    { without: { tag: "" }, text: tag && t("search.tagged", { name: tag }) },
    { without: { channel: "" }, text: channel && channelName(channel) },
    { without: { direction: "" }, text: direction && (maybe(`search.direction.${direction}`) ?? direction) },
    { without: { status: "" }, text: status && (maybe(`search.status.${status}`) ?? status) },
  ];
  return chips.filter(({ text }) => text);
}

/** "1–31 March 2026". */
function daysOf(after: string, before: string): string {
  const format = new Intl.DateTimeFormat(locale.value, { day: "numeric", month: "long", year: "numeric" });
  const [first, last] = [new Date(`${after}T12:00`), new Date(`${before}T12:00`)];
  if (after && before) return format.formatRange(first, last);
  if (after) return t("search.since", { date: format.format(first) });
  return before && t("search.until", { date: format.format(last) });
}
