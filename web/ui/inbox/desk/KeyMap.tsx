import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Switch } from "../parts/Switch";
import { type CommandName, MAC } from "../keyboard/keys";
import { shortcutsOn } from "../keyboard/shortcuts";
import { answered } from "../state/dialog";
import { preferences } from "../state/preferences";
import { t } from "../words/speak";
import { KeyButton } from "./KeyButton";
import { Keys } from "./Keys";
import { prefer } from "./prefer";
import { NAMES } from "./rekey";

const COMMAND = MAC ? "⌘" : "Ctrl";

/** Those that stay: they need a second key, or belong to what has the focus. */
const FIXED = { open: "Enter", back: "Esc", palette: `${COMMAND} K`, send: `${COMMAND} Enter`, promise: "Alt P" } as const;

export function KeyMap() {
  const own = Object.keys(preferences.value.keys).length > 0;
  return (
    <Dialog title={t("keys")} onClose={answered}>
      <Switch label={t("keys.on")} on={shortcutsOn.value} onChange={(shortcuts) => prefer({ shortcuts })} />
      <p class="help">{t("keys.help")}</p>
      <ul class="keys">
        {NAMES.map((name) => <Line key={name} name={name} />)}
        {Object.entries(FIXED).map(([name, keys]) => (
          <li key={name}><span>{t(`key.${name as keyof typeof FIXED}`)}</span><Keys keys={keys} /></li>
        ))}
      </ul>
      {own && <Button icon="reopen" onClick={() => prefer({ keys: null })}>{t("keys.resetAll")}</Button>}
    </Dialog>
  );
}

function Line({ name }: { name: CommandName }) {
  return <li><span>{t(`key.${name}`)}</span><KeyButton name={name} /></li>;
}
