import type { Thread } from "../api/words";
import { keyOf } from "../keyboard/keys";
import { Button } from "../parts/Button";
import { IconButton } from "../parts/IconButton";
import { listed } from "../state/list";
import { clearSelection, selectAll, selected } from "../state/selection";
import { threadOf } from "../state/threads";
import { assign, snooze } from "../state/triage";
import { many, t } from "../words/speak";
import { doAll, progress, refused } from "./bulk";
import { BulkTag } from "./BulkTag";

/** What can be done to all that are selected; it stands below the list, so that no row moves as it comes. */
export function BulkBar() {
  const [count, now] = [selected.value.size, progress.value];
  const leave = () => (clearSelection(), (refused.value = []));
  return (
    <section class="bulk" aria-label={t("bulk")}>
      <header>
        <b aria-live="polite">{many("bulk.selected", count)}</b>
        {count < listed.value.length && <Button kind="quiet" onClick={() => selectAll(listed.value)}>{t("bulk.all")}</Button>}
        <IconButton icon="close" label={t("bulk.clear")} onClick={leave} />
      </header>
      {now && <progress max={now.of} value={now.done} aria-label={t("bulk.progress", now)} />}
      <Steps busy={now !== null} />
      <Refused />
    </section>
  );
}

function Steps({ busy }: { busy: boolean }) {
  const threads = [...selected.value].map(threadOf);
  const some = (status: Thread["status"]) => threads.some((one) => one?.status === status);
  return (
    <div class="actions">
      {some("open") && <OpenSteps busy={busy} />}
      {some("closed") && <Button icon="reopen" disabled={busy} onClick={() => void doAll({ step: "reopen" })}>{t("reopen")}</Button>}
      <BulkTag busy={busy} />
    </div>
  );
}

function OpenSteps({ busy }: { busy: boolean }) {
  return (
    <>
      <Button icon="done" shortcut={keyOf("close")} disabled={busy} onClick={() => void doAll({ step: "close" })}>{t("close")}</Button>
      <Button icon="clock" shortcut={keyOf("snooze")} disabled={busy} onClick={() => snooze()}>{t("snooze")}</Button>
      <Button icon="people" shortcut={keyOf("assign")} disabled={busy} onClick={() => assign()}>{t("assign")}</Button>
      <Button icon="hand" disabled={busy} onClick={() => void doAll({ step: "take" })}>{t("take")}</Button>
      <Button icon="release" disabled={busy} onClick={() => void doAll({ step: "release" })}>{t("release")}</Button>
    </>
  );
}

/** Each by name: they stay selected, so that one can do something else about them. */
function Refused() {
  if (!refused.value.length) return null;
  return (
    <div role="alert">
      <p>{many("bulk.refused", refused.value.length)}</p>
      <ul>{refused.value.map(({ id, name, error }) => <li key={id}><b>{name}</b> {error}</li>)}</ul>
    </div>
  );
}
