import { Empty } from "../parts/Empty";
import { shortcutsOn } from "../keyboard/shortcuts";
import { t } from "../words/speak";

export function NothingOpen() {
  return (
    <Empty icon="inbox" title={t("nothing.title")}>
      <p>{t("nothing.next")}</p>
      {shortcutsOn.value && (
        <p class="hint"><kbd>j</kbd> <kbd>k</kbd> {t("nothing.move")} <kbd>Enter</kbd> {t("nothing.open")} <kbd>?</kbd> {t("nothing.keys")}</p>
      )}
    </Empty>
  );
}
