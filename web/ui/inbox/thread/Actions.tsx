import type { Thread } from "../api/words";
import { keyOf, withKey } from "../keyboard/keys";
import { Button } from "../parts/Button";
import { IconButton } from "../parts/IconButton";
import { assign, act, finish, skip, snooze } from "../state/triage";
import { t } from "../words/speak";
import { walk } from "./steps";

/** What can be done with the thread, each with its key. */
export function Actions({ thread }: { thread: Thread }) {
  if (thread.status === "closed") {
    return <div class="actions"><Button icon="reopen" shortcut={keyOf("close")} onClick={() => finish(thread)}>{t("reopen")}</Button></div>;
  }
  return (
    <div class="actions">
      {thread.assignee_id ? (
        <Button icon="release" shortcut={keyOf("release")} title={withKey(t("release.help"), "release")} onClick={() => void walk(thread, "release")}>{t("release")}</Button>
      ) : (
        <Button icon="hand" kind="main" shortcut={keyOf("take")} onClick={() => void walk(thread, "take")}>{t("take")}</Button>
      )}
      {thread.snoozed_at ? (
        <Button icon="clock" onClick={() => void act({ step: "wake" }, [thread.id])}>{t("wake")}</Button>
      ) : (
        <IconButton icon="clock" label={withKey(t("snooze"), "snooze")} onClick={() => snooze([thread.id])} />
      )}
      <IconButton icon="people" label={withKey(t("assign"), "assign")} onClick={() => assign([thread.id])} />
      <IconButton icon="down" label={withKey(t("skip"), "skip")} onClick={skip} />
      <Button icon="done" shortcut={keyOf("close")} title={withKey(t("close.help"), "close")} onClick={() => finish(thread)}>{t("close")}</Button>
    </div>
  );
}
