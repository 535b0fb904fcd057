import { now } from "../state/clock";
import { t } from "../words/speak";

/** By when, in this computer's zone. at: ISO-8601 in UTC. */
export function DueField({ at, onChange }: { at: string; onChange: (at: string) => void }) {
  const past = Date.parse(at) <= now.value;
  return (
    <input
      type="datetime-local"
      required
      aria-label={t("promise.due")}
      aria-invalid={past}
      title={past ? t("promise.past") : undefined}
      value={here(at)}
      onInput={({ currentTarget: { value } }) => value && onChange(new Date(value).toISOString())}
    />
  );
}

/** As the field wants it: 2026-03-01T09:00. */
function here(at: string): string {
  const time = new Date(at);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
