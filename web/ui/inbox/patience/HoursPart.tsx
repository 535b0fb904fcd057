import type { Hours, Table } from "../api/patience";
import { t } from "../words/speak";
import { edit } from "./editing";
import { HoursFields } from "./HoursFields";
import { Part } from "./Part";

export function HoursPart({ table }: { table: Table }) {
  return (
    <Part title={t("hours")} lead={t("hours.lead")}>
      <HoursSwitch label={t("hours.some")} hours={table.hours} path="hours" onChange={(hours) => edit({ hours })} />
    </Part>
  );
}

interface HoursSwitchProps {
  label: string;
  hours: Hours | null;
  path: string; // where the server says it stands in the table
  onChange: (hours: Hours | null) => void;
}

/** Off: always open, or as everybody. */
export function HoursSwitch({ label, hours, path, onChange }: HoursSwitchProps) {
  return (
    <>
      <label class="switch">
        <input type="checkbox" role="switch" checked={hours !== null} onChange={(event) => onChange(event.currentTarget.checked ? usual() : null)} />
        {label}
      </label>
      {hours && <HoursFields hours={hours} path={path} onChange={onChange} />}
    </>
  );
}

const usual = (): Hours => ({
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  spans: [{ days: ["mon", "tue", "wed", "thu", "fri"], opens: "09:00", closes: "18:00" }],
  holidays: [],
});
