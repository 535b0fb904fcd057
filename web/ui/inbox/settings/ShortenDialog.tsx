import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Icon } from "../parts/Icon";
import { Trouble } from "../parts/Trouble";
import { useSubmit } from "../start/submit";
import { many, t } from "../words/speak";

interface ShortenDialogProps {
  days: number;
  save: () => Promise<void>;
  onClose: () => void;
}

/** What is older goes soon, and does not come back. */
export function ShortenDialog({ days, save, onClose }: ShortenDialogProps) {
  const { busy, error, submit } = useSubmit(save);
  return (
    <Dialog title={many("keep.shorten", days)} onClose={onClose}>
      <form onSubmit={submit}>
        <p>{many("keep.shorten.goes", days)}</p>
        <p>{t("keep.shorten.stays")}</p>
        <p class="trouble"><Icon name="warning" />{t("erase.final")}</p>
        <Trouble text={error.value} />
        <div class="actions">
          <Button kind="danger" submit busy={busy.value}>{t("keep.shorten.confirm")}</Button>
          <Button kind="quiet" autofocus onClick={onClose}>{t("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
