import { useSignal } from "@preact/signals";
import type { Preferences } from "../api/words";
import { Button } from "../parts/Button";
import { Choice } from "../parts/Choice";
import { Dialog } from "../parts/Dialog";
import { Switch } from "../parts/Switch";
import { answered, ask } from "../state/dialog";
import { chime } from "../state/notify";
import { preferences } from "../state/preferences";
import { t } from "../words/speak";
import { prefer } from "./prefer";

const HOLDS = [0, 5, 10, 20, 30] as const;
const NOTIFIED = ["off", "mine", "all"] as const;

/** Each choice holds at once. */
export function PreferencesDialog() {
  const { hold, tone, sound, shortcuts } = preferences.value;
  const holds = HOLDS.map((seconds) => [String(seconds), seconds ? t("hold.for", { seconds }) : t("hold.not")] as const);
  return (
    <Dialog title={t("preferences")} onClose={answered}>
      <Choice label={t("hold")} help={t("hold.help")} value={String(hold)} options={holds} onChange={(seconds) => prefer({ hold: Number(seconds) as Preferences["hold"] })} />
      <Switch label={t("tone")} help={t("tone.help")} on={tone} onChange={(on) => prefer({ tone: on })} />
      <Notified />
      <Switch label={t("sound")} help={t("sound.help")} on={sound} onChange={(on) => (prefer({ sound: on }), on && chime())} />
      <Switch label={t("keys.on")} on={shortcuts} onChange={(on) => prefer({ shortcuts: on })} />
      <Button icon="help" onClick={() => ask("keys")}>{t("keys.open")}</Button>
    </Dialog>
  );
}

/** Browsers ask for their own permission, and only when something was clicked. */
function Notified() {
  const permission = useSignal(permitted());
  const choose = (notify: Preferences["notify"]) => {
    prefer({ notify });
    if (notify !== "off" && permission.value === "default") void Notification.requestPermission().then((now) => (permission.value = now));
  };
  const { notify } = preferences.value;
  const options = NOTIFIED.map((name) => [name, t(`notify.${name}`)] as const);
  const blocked = notify !== "off" && permission.value !== "granted";
  return (
    <>
      <Choice label={t("notify")} help={t("notify.help")} value={notify} options={options} onChange={choose} />
      <p class="error" role="status">{blocked && t("notify.blocked")}</p>
    </>
  );
}

const permitted = (): NotificationPermission => ("Notification" in window ? Notification.permission : "denied");
