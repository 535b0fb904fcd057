import { useEffect } from "preact/hooks";
import { Icon } from "../parts/Icon";
import { desk, loadDesk, setAvailable } from "../state/desk";
import { t } from "../words/speak";

/** Whether we are given new threads: to be seen at any time, and said in the menu. */
export function AvailabilityMark() {
  useEffect(() => void loadDesk(), []);
  if (!desk.value) return null;
  const { available } = desk.value;
  return <span class={available ? "there" : "there away"}>{!available && <Icon name="pause" />}{available ? t("there") : t("there.away")}</span>;
}

export function AvailabilitySwitch() {
  if (!desk.value) return null;
  const { available } = desk.value;
  return (
    <div class="field">
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          checked={available}
          aria-describedby="there-help"
          onChange={(event) => void setAvailable(event.currentTarget.checked)}
        />
        {t("there")}
      </label>
      <p class="help" id="there-help">{available ? t("there.help") : t("there.away.help")}</p>
    </div>
  );
}
