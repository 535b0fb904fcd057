import { useSignal } from "@preact/signals";
import { type Verdict, test } from "../api/accounts";
import type { Account } from "../api/words";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { TextField } from "../parts/TextField";
import { useSubmit } from "../start/submit";
import { keep, recall } from "../state/kept";
import { channelName } from "../words/channel";
import { t } from "../words/speak";

interface TestDialogProps {
  account: Account;
  onClose: () => void;
}

/** "Send me a test": to an address that this browser remembers for the next time. */
export function TestDialog({ account, onClose }: TestDialogProps) {
  const remembered = `test.${account.channel}`;
  const to = useSignal(recall(remembered));
  const verdict = useSignal<Verdict | null>(null);
  const { busy, error, submit } = useSubmit(async () => {
    verdict.value = null;
    keep(remembered, to.value.trim());
    verdict.value = await test(account.id, to.value);
  });
  const trouble = error.value || (verdict.value?.ok === false ? verdict.value.message : "");
  return (
    <Dialog title={t("test.title", { name: account.name })} onClose={onClose}>
      <form onSubmit={submit}>
        <TextField label={t("test.to")} help={t("test.to.help", { channel: channelName(account.channel) })} value={to} error={trouble} autofocus />
        <p role="status" class="good">{verdict.value?.ok && t("test.sent", { to: to.value.trim() })}</p>
        <div class="actions">
          <Button kind="main" icon="send" submit busy={busy.value}>{t("test.send")}</Button>
          <Button kind="quiet" onClick={onClose}>{verdict.value?.ok ? t("close.dialog") : t("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
