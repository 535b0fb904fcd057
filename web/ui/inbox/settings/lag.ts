import { health } from "../state/accounts";
import { now } from "../state/clock";

const LATE = 60_000; // milliseconds; what is read or sent as it should be takes a second

/** Whether something has waited since then for longer than it should. */
export const isLate = (time: string | null): boolean => time !== null && now.value - Date.parse(time) > LATE;

export function lags(accountId: string): boolean {
  const found = health.value.get(accountId);
  return found !== undefined && (isLate(found.oldest_unread_at) || isLate(found.oldest_queued_at));
}
