import { Empty } from "../parts/Empty";
import { keysOf } from "../keyboard/keys";
import { shortcutsOn } from "../keyboard/shortcuts";
import { t } from "../words/speak";

export function NothingOpen() {
  return (
    <Empty icon="inbox" title={t("nothing.title")}>
      <p>{t("nothing.next")}</p>
      {shortcutsOn.value && (
        <p class="hint"><kbd>{keysOf("next")}</kbd> <kbd>{keysOf("previous")}</kbd> {t("nothing.move")} <kbd>Enter</kbd> {t("nothing.open")} <kbd>{keysOf("map")}</kbd> {t("nothing.keys")}</p>
      )}
    </Empty>
  );
}
