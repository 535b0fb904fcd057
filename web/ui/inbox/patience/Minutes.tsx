import { t } from "../words/speak";
import { hours, hoursAndMinutes } from "../words/when";
import { Amount } from "./Amount";

export const [SHORTEST, LONGEST] = [0.5, 4320]; // minutes, as the server allows

interface MinutesProps {
  label: string;
  value: number | null;
  min?: number;
  max?: number;
  blank?: string;
  help?: string;
  error?: string;
  onChange: (minutes: number | null) => void;
}

const HOUR = 3_600_000; // milliseconds

/** Minutes; many of them are said in hours, too. */
export function Minutes({ value, min = SHORTEST, max = LONGEST, help = "", ...rest }: MinutesProps) {
  const length = (value ?? 0) * 60_000;
  const said = length >= HOUR ? `= ${length % HOUR ? hoursAndMinutes(length) : hours(length / HOUR)}` : "";
  return <Amount {...rest} value={value} min={min} max={max} unit={t("unit.min")} help={[help, said].filter(Boolean).join(" ")} />;
}
