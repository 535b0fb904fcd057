import { locale } from "../words/speak";

const OFFSET = /^([+-])(\d\d):(\d\d)$/;

/** "Madrid" of "Europe/Madrid". */
export const placeOf = (zone: string): string => (OFFSET.test(zone) ? `UTC${zone}` : (zone.split("/").at(-1) ?? zone).replaceAll("_", " "));

/** The time of day there; "" for a zone that this browser does not know. */
export function timeThere(zone: string, now: number): string {
  const [, sign, hours, minutes] = OFFSET.exec(zone) ?? [];
  const ahead = (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  const timeZone = sign ? "UTC" : zone;
  try {
    return new Intl.DateTimeFormat(locale.value, { timeZone, hour: "numeric", minute: "2-digit" }).format(now + ahead * 60_000);
  } catch {
    return "";
  }
}
