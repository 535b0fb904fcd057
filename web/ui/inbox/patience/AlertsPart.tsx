import type { Table } from "../api/patience";
import { t } from "../words/speak";
import { Share } from "./Amount";
import { edit, wrongAt } from "./editing";
import { Part } from "./Part";

const FURIOUS = 0.75; // as Hilo comes

/** What the whole team hears of at once. */
export function AlertsPart({ table }: { table: Table }) {
  const { alerts } = table;
  const put = (part: Partial<Table["alerts"]>) => edit({ alerts: { ...alerts, ...part } });
  return (
    <Part title={t("alerts")} lead={t("alerts.lead")}>
      <label class="switch">
        <input type="checkbox" role="switch" checked={alerts.furious !== null} onChange={(event) => put({ furious: event.currentTarget.checked ? FURIOUS : null })} />
        {t("alerts.furious")}
      </label>
      {alerts.furious !== null && <Share label={t("alerts.from")} least={0} error={wrongAt("alerts.furious")} value={alerts.furious} onChange={(furious) => put({ furious })} />}
      <label class="switch">
        <input type="checkbox" role="switch" checked={alerts.threatened} onChange={(event) => put({ threatened: event.currentTarget.checked })} />
        {t("alerts.threatened")}
      </label>
    </Part>
  );
}
