import { useSignal } from "@preact/signals";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { TextField } from "../parts/TextField";
import { Trouble } from "../parts/Trouble";
import { useSubmit } from "../start/submit";
import { answered } from "../state/dialog";
import { complain } from "../state/notice";
import { customerName } from "../words/customer";
import { t } from "../words/speak";
import { useOpen } from "./aim";
import { passOver } from "./skipping";

const REASONS = ["skill", "language", "colleague", "later"] as const;

/** Why somebody is passed over: said with one key or click, or in words of one's own. */
export function Skip() {
  const [thread, words] = [useOpen(), useSignal("")];
  const { busy, error, submit } = useSubmit(() => pass(words.peek().trim()));
  if (!thread) return null;
  const pass = (reason: string) => passOver(thread, reason).then(answered);
  return (
    <Dialog title={t("skip.title", { name: customerName(thread.customer_name) })} onClose={answered}>
      <form onSubmit={submit}>
        <p class="help">{t("skip.help")}</p>
        <div class="reasons">
          {REASONS.map((code, at) => <Button key={code} autofocus={at === 0} onClick={() => void pass(code).catch(complain)}>{t(`skipped.${code}`)}</Button>)}
        </div>
        <TextField label={t("skip.words")} value={words} />
        <Trouble text={error.value} />
        <div class="actions">
          <Button kind="main" submit busy={busy.value}>{t("skip")}</Button>
          <Button kind="quiet" onClick={answered}>{t("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
