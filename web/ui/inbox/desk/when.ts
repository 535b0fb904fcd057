// A moment as people type it, in English or Spanish: "tomorrow 9", "en 3 días", "fri 14:30", "3 de la tarde".
import { plain } from "./plain";

const MORNING = 9; // o'clock, where only a day is said
const FARTHEST = 2; // years
const UNITS: readonly [RegExp, number][] = [[/^mi/, 1], [/^h/, 60], [/^d/, 1440], [/^[ws]/, 10_080], [/^m/, 43_200]]; // in minutes
const WEEKDAYS = ["su|do", "mo|lu", "tu|ma", "we|mi", "th|ju", "fr|vi", "sa|sa"];
const MONTHS = ["jan|ene", "feb", "mar", "apr|abr", "may", "jun", "jul", "aug|ago", "sep|set", "oct", "nov", "dec|dic"];
const PARTS: readonly [RegExp, number][] = [[/^(morn|manana)/, 9], [/^(noon|midday|mediodia)/, 12], [/^(after|tarde)/, 14], [/^even/, 18], [/^(night|noche)/, 20]];

const SPAN = /\b(?:(in|en|dentro de) )?(\d{1,3}|an?|una?|half an|media) ?(min(?:ute|uto)?s?|h(?:our|r|ora|s)?s?|d(?:ay|ia)?s?|w(?:eek)?s?|semanas?|months?|mes(?:es)?)\b/;
const WEEKDAY = /\b((?:sun|mon|fri)(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|sat(?:urday)?|dom(?:ingo)?|lun(?:es)?|mar(?:tes)?|mie(?:rcoles)?|jue(?:ves)?|vie(?:rnes)?|sab(?:ado)?)\b/;
const MONTH =
  "(jan(?:uary)?|ene(?:ro)?|feb(?:ruary|rero)?|mar(?:ch|zo)?|(?:apr|abr)(?:il)?|may(?:o)?|june?|junio|july?|julio|aug(?:ust)?|ago(?:sto)?|" +
  "sep(?:t|tember|tiembre)?|set(?:iembre)?|oct(?:ober|ubre)?|nov(?:ember|iembre)?|dec(?:ember)?|dic(?:iembre)?)";
const DAY_MONTH = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: de| of)? ${MONTH}\\b`);
const MONTH_DAY = new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?\\b`);
const ISO = /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/;
const SLASHED = /\b(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?(?![\d/])/;
const PART = /\b(?:(?:in the|por la|en la|a la|de la|this|al|at) )?(morning|(?<=(?:por|en|a|de) la )manana|noon|midday|mediodia|afternoon|tarde|evening|night|noche)\b/;
const CLOCK = /(?:\b(?:at|a las?) )?\b(\d{1,2})(?:[:.h](\d{2}))? ?(am|pm|a\.m\.?|p\.m\.?|h|hs|hrs?)?(?![\d\w])/;
const FILLER = /\b(at|a|las?|el|on|the|de|del|this|este|esta|next|proxim[oa]|que viene|until|hasta|o'clock)\b|,/g;

/** What has not been understood yet. */
interface Text {
  rest: string;
}

/** In this browser's zone; null where it is unclear or past. monthFirst: how 3/4 is meant here. */
export function understand(typed: string, now: Date, monthFirst = false): Date | null {
  const text = { rest: spaced(typed) };
  const exact = take(text, /\btonight\b/) || take(text, /\besta noche\b/) ? at(now, 0, 20) : null;
  const span = exact ? null : spanOf(text, now);
  const part = span?.isExact ? null : take(text, PART);
  const day = exact ?? span?.date ?? dayOf(text, now, monthFirst);
  const hour = span?.isExact ? null : clockOf(text, part?.[1] ?? "");
  if (text.rest.replace(FILLER, " ").trim() || !(day || hour || part) || hour === "wrong") return null;
  if (span?.isExact) return within(span.date, now);
  return within(joined(day, hour, part ? hourOf(part[1] ?? "") : exact ? 20 : MORNING, now), now);
}

/** Without accents and capitals. */
const spaced = (typed: string): string => ` ${plain(typed).replace(/\s+/g, " ")} `;

function take(text: Text, pattern: RegExp): RegExpMatchArray | null {
  const found = text.rest.match(pattern);
  if (found) text.rest = text.rest.replace(found[0], " ");
  return found;
}

/** "in 2 hours" is exact; after "in 3 days" an hour may follow. Alone, "14h" is an hour of the day. */
function spanOf(text: Text, now: Date): { date: Date; isExact: boolean } | null {
  const [, word, count = "", unit = ""] = text.rest.match(SPAN) ?? [];
  const number = /^\d/.test(count) ? Number(count) : /half|media/.test(count) ? 0.5 : 1;
  if (!unit || (unit === "h" && !word && (number > 12 || WEEKDAY.test(text.rest) || /manana|tomorrow/.test(text.rest)))) return null;
  take(text, SPAN);
  const minutes = number * (UNITS.find(([name]) => name.test(unit))?.[1] ?? 0);
  if (minutes < 1440) return { date: new Date(now.getTime() + minutes * 60_000), isExact: true };
  return { date: at(now, minutes / 1440, MORNING), isExact: false };
}

function dayOf(text: Text, now: Date, monthFirst: boolean): Date | null {
  if (take(text, /\b(day after tomorrow|pasado manana)\b/)) return at(now, 2, 0);
  if (take(text, /\b(tomorrow|tmrw|manana)\b/)) return at(now, 1, 0);
  if (take(text, /\b(today|hoy)\b/)) return at(now, 0, 0);
  if (take(text, /\b(next week|(la )?(proxima|otra) semana|(la )?semana que viene)\b/)) return at(now, (8 - now.getDay()) % 7 || 7, 0);
  return dateOf(text, now, monthFirst) ?? weekdayOf(text, now);
}

function dateOf(text: Text, now: Date, monthFirst: boolean): Date | null {
  const iso = take(text, ISO);
  if (iso) return dated(Number(iso[3]), Number(iso[2]), iso[1], now);
  const slashed = take(text, SLASHED);
  if (slashed) return dated(...(monthFirst ? [Number(slashed[2]), Number(slashed[1])] as const : [Number(slashed[1]), Number(slashed[2])] as const), slashed[3], now);
  const named = take(text, DAY_MONTH);
  if (named) return dated(Number(named[1]), monthOf(named[2] ?? ""), undefined, now);
  const turned = take(text, MONTH_DAY);
  return turned ? dated(Number(turned[2]), monthOf(turned[1] ?? ""), undefined, now) : null;
}

const monthOf = (name: string): number => MONTHS.findIndex((one) => one.split("|").includes(name.slice(0, 3))) + 1;

/** The next such day; null for one that no calendar has. */
function dated(day: number, month: number, year: string | undefined, now: Date): Date | null {
  const found = new Date(year ? Number(year) : now.getFullYear(), month - 1, day);
  if (found.getMonth() !== month - 1 || found.getDate() !== day) return null;
  if (!year && found < at(now, 0, 0)) found.setFullYear(found.getFullYear() + 1);
  return found;
}

function weekdayOf(text: Text, now: Date): Date | null {
  const name = take(text, WEEKDAY)?.[1]?.slice(0, 2);
  const day = WEEKDAYS.findIndex((one) => name && one.split("|").includes(name));
  return day < 0 ? null : at(now, (day - now.getDay() + 7) % 7 || 7, 0);
}

interface Clock {
  hour: number;
  minute: number;
}

/** A bare 3 is in the afternoon: nobody is at work before seven. */
function clockOf(text: Text, part: string): Clock | "wrong" | null {
  const [found, digits, minutes, half = ""] = take(text, CLOCK) ?? [];
  if (!found) return null;
  const [number, minute] = [Number(digits), Number(minutes ?? 0)];
  const isLate = half.startsWith("p") || /^(after|even|tarde|noche|night)/.test(part) || (!half && !part && !minutes && number >= 1 && number <= 6);
  const hour = half.startsWith("a") && number === 12 ? 0 : isLate && number < 12 ? number + 12 : number;
  return hour > 23 || minute > 59 ? "wrong" : { hour, minute };
}

const hourOf = (part: string): number => PARTS.find(([name]) => name.test(part))?.[1] ?? MORNING;

/** An hour without a day is the next such hour. */
function joined(day: Date | null, clock: Clock | null, otherwise: number, now: Date): Date {
  const [hour, minute] = [clock?.hour ?? otherwise, clock?.minute ?? 0];
  const found = new Date(day ?? now);
  found.setHours(hour, minute, 0, 0);
  if (!day && found <= now) found.setDate(found.getDate() + 1);
  return found;
}

function at(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
}

const within = (found: Date, now: Date): Date | null =>
  found > now && found.getFullYear() <= now.getFullYear() + FARTHEST ? found : null;
