import { remove } from "../api/accounts";
import type { Account } from "../api/words";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Trouble } from "../parts/Trouble";
import { useSubmit } from "../start/submit";
import { health } from "../state/accounts";
import { many, t } from "../words/speak";

interface RemoveDialogProps {
  account: Account;
  onClose: () => void;
  onRemoved: () => void;
}

/** Asks once more, and says what becomes of everything. */
export function RemoveDialog({ account, onClose, onRemoved }: RemoveDialogProps) {
  const queued = health.value.get(account.id)?.queued ?? 0;
  const { busy, error, submit } = useSubmit(() => remove(account.id).then(onRemoved));
  return (
    <Dialog title={t("remove.title", { name: account.name })} onClose={onClose}>
      <form onSubmit={submit}>
        <p>{t("remove.stops")}</p>
        <p>{t("remove.stays")}</p>
        {queued > 0 && <p class="trouble">{many("remove.queued", queued)}</p>}
        <Trouble text={error.value} />
        <div class="actions">
          <Button kind="danger" icon="trash" submit busy={busy.value}>{t("remove.confirm")}</Button>
          <Button kind="quiet" autofocus onClick={onClose}>{t("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
