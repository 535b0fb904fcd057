import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { everything } from "../api/rights";
import type { Customer } from "../api/words";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Trouble } from "../parts/Trouble";
import { useSubmit } from "../start/submit";
import { say } from "../state/notice";
import { customerName } from "../words/customer";
import { t } from "../words/speak";
import { size } from "../words/when";
import { Held } from "./Held";

interface ExportDialogProps {
  customer: Customer;
  onClose: () => void;
}

/** Everything of a customer in one file. Closing it gives up. */
export function ExportDialog({ customer, onClose }: ExportDialogProps) {
  const name = customerName(customer.name);
  const come = useSignal(0);
  const cancel = useMemo(() => new AbortController(), []);
  useEffect(() => () => cancel.abort(), []);
  const { busy, error, submit } = useSubmit(async () => {
    come.value = 0;
    hand(await everything(customer.id, (bytes) => (come.value = bytes), cancel.signal), `${name}.zip`);
    say(t("export.done", { name }));
    onClose();
  });
  return (
    <Dialog title={t("export.title", { name })} onClose={onClose}>
      <form onSubmit={submit}>
        <p>{t("export.holds")}</p>
        <Held customer={customer} />
        <p class="help">{t("export.care")}</p>
        <p role="status" class="faint">{busy.value && (come.value ? t("export.coming", { size: size(come.value) }) : t("export.preparing"))}</p>
        <Trouble text={error.value} />
        <div class="actions">
          <Button kind="main" icon="down" submit busy={busy.value}>{t("export.start")}</Button>
          <Button kind="quiet" onClick={onClose}>{t("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** As a download, the only way by which a page may write to a disk. */
function hand(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // some browsers begin to read only later
}
