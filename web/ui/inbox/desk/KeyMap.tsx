import { Dialog } from "../parts/Dialog";
import { t } from "../words/speak";
import { type CommandName, commands } from "../keyboard/commands";
import { shortcutsOn } from "../keyboard/shortcuts";
import { answered } from "../state/dialog";

type Name = CommandName | "send" | "promise";

const COMMAND = /Mac|iP/.test(navigator.platform) ? "⌘" : "Ctrl";

export function KeyMap() {
  return (
    <Dialog title={t("keys")} onClose={answered}>
      <dl class="keys">
        {commands.map(({ key, name }) => <Line key={key} keys={[key === "Escape" ? "Esc" : key]} label={`key.${name}`} />)}
        <Line keys={[COMMAND, "Enter"]} label="key.send" />
        <Line keys={["Alt", "P"]} label="key.promise" />
      </dl>
      <label class="switch">
        <input type="checkbox" role="switch" checked={shortcutsOn.value} onChange={(event) => (shortcutsOn.value = event.currentTarget.checked)} />
        {t("keys.on")}
      </label>
    </Dialog>
  );
}

function Line({ keys, label }: { keys: readonly string[]; label: `key.${Name}` }) {
  return (
    <div>
      <dt>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dt>
      <dd>{t(label)}</dd>
    </div>
  );
}
