import type { Way } from "../api/ways";
import { Icon } from "../parts/Icon";
import { now } from "../state/clock";
import { t } from "../words/speak";
import { hoursAndMinutes, stamp, timeOfDay } from "../words/when";

const URGENT = 3_600_000; // milliseconds

/** How long free text may still be sent. */
export function WindowLine({ way }: { way: Way }) {
  const closes = way.window_closes_at;
  if (!closes) return null;
  const left = Date.parse(closes) - now.value;
  const urgent = left < URGENT;
  return (
    <p class={urgent ? "window urgent" : "window"} role="timer">
      <Icon name={urgent ? "alarm" : "clock"} />
      {t("window.open", { time: clockOf(closes), left: hoursAndMinutes(left) })}
    </p>
  );
}

/** With its day, unless that is today. */
function clockOf(time: string): string {
  const [day, clock] = [stamp(time), timeOfDay(time)];
  return day === clock ? clock : `${day}, ${clock}`;
}
