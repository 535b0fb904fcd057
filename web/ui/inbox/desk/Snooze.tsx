import { Dialog } from "../parts/Dialog";
import { Icon } from "../parts/Icon";
import { exactly } from "../state/clock";
import { answered } from "../state/dialog";
import { dayAndTime, exact } from "../words/when";
import { t } from "../words/speak";
import { Pick } from "./Pick";
import { useAim } from "./aim";
import { doAll } from "./bulk";
import { moments } from "./moments";

/** Until when: one of the usual moments, or one that is typed. What was understood is shown before Enter. */
export function Snooze() {
  const { ids, threads, title } = useAim("snooze");
  const due = threads.map((one) => one.due).filter((one): one is string => one !== null).sort()[0];
  const put = (until: Date | null) => {
    answered();
    void doAll({ step: "snooze", until: until?.toISOString() ?? null }, ids);
  };
  return (
    <Dialog title={title} onClose={answered}>
      <Pick label={t("snooze.when")} hint={t("snooze.hint")} none={t("snooze.unclear")} options={(text) => moments(text, new Date(exactly()))} onPick={({ until }) => put(until)}>
        {due && <p class="snooze-due"><Icon name="alarm" /><span title={exact(due)}>{t("snooze.due", { time: dayAndTime(due) })}</span></p>}
      </Pick>
    </Dialog>
  );
}
