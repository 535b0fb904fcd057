import { keyOf } from "../keyboard/keys";
import { Icon } from "../parts/Icon";
import { askFor, mode } from "../state/composer";
import { t } from "../words/speak";

export function Modes() {
  return (
    <div class="modes" role="group" aria-label={t("modes")}>
      <button type="button" class="mode reply" aria-pressed={mode.value === "reply"} aria-keyshortcuts={keyOf("reply")} title={keyOf("reply")} onClick={() => askFor("reply")}>
        <Icon name="reply" />{t("mode.reply")}
      </button>
      <button type="button" class="mode note" aria-pressed={mode.value === "note"} aria-keyshortcuts={keyOf("note")} title={keyOf("note")} onClick={() => askFor("note")}>
        <Icon name="note" />{t("mode.note")}
      </button>
    </div>
  );
}
