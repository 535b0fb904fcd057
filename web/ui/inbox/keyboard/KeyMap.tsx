import { Dialog } from "../parts/Dialog";
import { type Key, t } from "../words/speak";
import { commands } from "./commands";
import { mapShown, shortcutsOn } from "./shortcuts";

const COMMAND = /Mac|iP/.test(navigator.platform) ? "⌘" : "Ctrl";

export function KeyMap() {
  if (!mapShown.value) return null;
  return (
    <Dialog title={t("keys")} onClose={() => (mapShown.value = false)}>
      <dl class="keys">
        {commands.map(({ key, label }) => <Line key={key} keys={[key === "Escape" ? "Esc" : key]} label={label} />)}
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

function Line({ keys, label }: { keys: readonly string[]; label: Key }) {
  // A label of the command table never takes values, which its type cannot say.
  return (
    <div>
      <dt>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dt>
      <dd>{t(label as "key.next")}</dd>
    </div>
  );
}
