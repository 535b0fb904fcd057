import { useEffect } from "preact/hooks";
import { Icon } from "../parts/Icon";
import { desk, loadDesk } from "../state/desk";
import { t } from "../words/speak";

/** Whether we are given new threads: to be seen at any time, and said in the menu (desk/AgentChoices.tsx). */
export function AvailabilityMark() {
  useEffect(() => void loadDesk(), []);
  if (!desk.value) return null;
  const { available } = desk.value;
  return <span class={available ? "there" : "there away"}>{!available && <Icon name="pause" />}{available ? t("there") : t("there.away")}</span>;
}
