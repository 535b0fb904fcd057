import type { Thread } from "../api/words";
import { Button } from "../parts/Button";
import { t } from "../words/speak";
import { walk } from "./steps";

export function Actions({ thread }: { thread: Thread }) {
  if (thread.status === "closed") {
    return <div class="actions"><Button icon="reopen" shortcut="e" onClick={() => void walk(thread, "reopen")}>{t("reopen")}</Button></div>;
  }
  return (
    <div class="actions">
      {thread.assignee_id ? (
        <Button icon="release" shortcut="t" title={t("release.help")} onClick={() => void walk(thread, "release")}>{t("release")}</Button>
      ) : (
        <Button icon="hand" kind="main" shortcut="t" onClick={() => void walk(thread, "take")}>{t("take")}</Button>
      )}
      <Button icon="done" shortcut="e" title={t("close.help")} onClick={() => void walk(thread, "close")}>{t("close")}</Button>
    </div>
  );
}
