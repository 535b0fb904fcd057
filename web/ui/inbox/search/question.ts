import type { Question, Understood } from "../api/search";
import { go, route, toSearch } from "../state/route";

const BLANK: Question = { q: "", channel: "", direction: "", tag: "", status: "", mood: "", after: "", before: "" };
const NAMES = Object.keys(BLANK) as (keyof Question)[];
const DAY = /^\d{4}-\d\d-\d\d$/;

/** What is being looked for; it lives in the address, which anybody may have written. */
export function question(): Question {
  const here = route.value;
  const given = new URLSearchParams(here.screen === "search" ? here.query : "");
  const read = { ...BLANK };
  for (const name of NAMES) read[name] = given.get(name)?.trim() ?? "";
  for (const name of ["after", "before"] as const) if (!isDay(read[name])) read[name] = "";
  return read;
}

const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(text));

/** The same question always has the same address. */
export function addressOf(what: Question): string {
  return toSearch(new URLSearchParams(NAMES.filter((name) => what[name]).map((name) => [name, what[name]])).toString());
}

export const isBlank = (what: Question): boolean => NAMES.every((name) => !what[name]);

/** As the server is asked. Days are this computer's, the last one included. */
export function queryOf(what: Question, page: string | null = null): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [after, before] = [what.after && startOf(what.after, 0), what.before && startOf(what.before, 1)];
  const all = { ...what, after, before, zone, page: page ?? "" };
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value)).toString();
}

function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

/** A question as it was understood. q: the words and whom it is from, which stand there alone, too. */
export interface Reading extends Question {
  words: string;
  from: string;
}

export function readingOf({ words: said, from, after, before, ...rest }: Understood): Reading {
  const words = said.join(" ");
  const q = [words, from && `from:"${from}"`].filter(Boolean).join(" ");
  const { channel, direction, tag, status, mood } = rest;
  const plain = { channel, tag, direction: direction ?? "", status: status ?? "", mood: mood ?? "" };
  return { q, words, from, ...plain, after: dayOf(after, 0), before: dayOf(before, 1) };
}

/** Before the server has read it. */
export const unread = (what: Question): Reading => ({ ...what, words: what.q, from: "" });

/** earlier: milliseconds, so that the midnight that ends a day is still that day. */
function dayOf(instant: string | null, earlier: number): string {
  if (!instant) return "";
  const time = new Date(Date.parse(instant) - earlier);
  return [time.getFullYear(), time.getMonth() + 1, time.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** Look for it with filters set anew; what the words themselves said of them then goes out of the words. */
export function narrow(reading: Reading, what: Partial<Question>): void {
  const now = question();
  const spoken = NAMES.some((name) => name in what && reading[name] !== now[name]);
  go(addressOf({ ...(spoken ? reading : now), ...what }));
}
