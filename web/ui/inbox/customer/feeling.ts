import type { MoodPoint } from "../api/card";
import { type Told, isBad, moodOf } from "../words/mood";
import { locale, t } from "../words/speak";

/** From 1, glad, to -1, angry: what the line is drawn by. */
export const heightOf = ({ anger, valence }: Told): number => Math.max(-1, Math.min(1, anger > 0 ? Math.min(valence, -anger) : valence));

/** The whole line in a sentence: "angry in March, calm since". */
export function inWords(points: readonly MoodPoint[]): string {
  const last = points.at(-1);
  if (!last) return "";
  const now = t(`mood.${moodOf(last)}`);
  const worst = worstOf(points);
  if (!worst) return t("mood.always", { now });
  const [was, month] = [t(`mood.${moodOf(worst)}`), monthOf(worst.at)];
  if (isBad(last)) return t("mood.still", { now, month: monthOf(startOf(points).at) });
  return t("mood.since", { was, month, now });
}

/** The last time that it was as bad as it ever was. */
export const worstOf = (points: readonly MoodPoint[]): MoodPoint | undefined =>
  points.findLast((one) => moodOf(one) === "angry") ?? points.findLast(isBad);

/** Where the bad stretch began that still lasts. */
function startOf(points: readonly MoodPoint[]): MoodPoint {
  const good = points.findLastIndex((one) => !isBad(one));
  return points[good + 1]!;
}

/** "March", with its year where that is not this one. */
function monthOf(at: string): string {
  const then = new Date(at);
  const year = then.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" as const };
  return new Intl.DateTimeFormat(locale.value, { month: "long", ...year }).format(then);
}
