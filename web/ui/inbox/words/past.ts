import { now } from "../state/clock";
import { t } from "./speak";
import { DAY, HOUR, MINUTE, fullDay, relative } from "./when";

export function ago(time: string): string {
  const past = now.value - Date.parse(time);
  if (past < MINUTE) return t("when.justNow");
  if (past < HOUR) return relative.value.format(-Math.floor(past / MINUTE), "minute");
  if (past < DAY) return relative.value.format(-Math.floor(past / HOUR), "hour");
  return relative.value.format(-Math.floor(past / DAY), "day");
}

/** "4 March 2026". */
export const date = (time: string): string => fullDay.value.format(new Date(time));
