import { SIGNALS, type Signal, type Table } from "../api/patience";
import { Icon } from "../parts/Icon";
import { iconOf } from "../words/reason";
import { t } from "../words/speak";
import { Share } from "./Amount";
import { edit } from "./editing";
import { Part } from "./Part";

/** What is heard in a message, whether it counts, and what it leaves. */
export function SignalsPart({ table }: { table: Table }) {
  const turn = (signal: Signal, on: boolean) =>
    edit({ signals_off: SIGNALS.filter((one) => (one === signal ? !on : table.signals_off.includes(one))) });
  return (
    <Part title={t("signals")} lead={t("signals.lead")}>
      <ul class="signals">
        {SIGNALS.map((signal) => {
          const on = !table.signals_off.includes(signal);
          const icon = iconOf(signal);
          return (
            <li key={signal}>
              <label class="switch">
                <input type="checkbox" role="switch" checked={on} onChange={(event) => turn(signal, event.currentTarget.checked)} />
                {icon && <Icon name={icon} />}
                {t(`signal.${signal}`)}
              </label>
              {on && (
                <Share
                  label={signal === "solved" ? t("signals.solved") : t("leaves")}
                  value={table.signals[signal]}
                  onChange={(left) => edit({ signals: { ...table.signals, [signal]: left } })}
                />
              )}
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
