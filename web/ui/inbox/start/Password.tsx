import { type Signal, computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { TextField } from "../parts/TextField";
import { many, t } from "../words/speak";

export const SHORTEST = 10; // as the server demands
const GOOD = 16;

/** Length is what makes a password strong, so length is what the meter measures. */
export function Password({ value, label }: { value: Signal<string>; label: string }) {
  const length = useMemo(() => computed(() => [...value.value].length), [value]);
  return (
    <div class="password">
      <TextField label={label} type="password" autocomplete="new-password" value={value} minLength={SHORTEST} />
      <meter min={0} low={SHORTEST} high={GOOD} optimum={GOOD + 4} max={GOOD + 4} value={length.value} aria-label={t("password.length")} />
      <p class="help" aria-live="polite">{judge(length.value)}</p>
    </div>
  );
}

function judge(length: number): string {
  if (length < SHORTEST) return many("password.more", SHORTEST - length);
  return length < GOOD ? t("password.fine") : t("password.strong");
}
