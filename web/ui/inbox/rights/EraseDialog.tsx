import { useSignal } from "@preact/signals";
import { erase } from "../api/rights";
import type { Customer } from "../api/words";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Icon } from "../parts/Icon";
import { TextField } from "../parts/TextField";
import { Trouble } from "../parts/Trouble";
import { useSubmit } from "../start/submit";
import { reload } from "../state/live";
import { say } from "../state/notice";
import { go, toView } from "../state/route";
import { customerName } from "../words/customer";
import { addressWords } from "../words/identity";
import { t } from "../words/speak";
import { Held } from "./Held";

interface EraseDialogProps {
  customer: Customer;
  onClose: () => void;
}

/** Says what goes and what stays; only whoever writes the name down has read whose it is. */
export function EraseDialog({ customer, onClose }: EraseDialogProps) {
  const name = customerName(customer.name);
  const typed = useSignal("");
  const { busy, error, submit } = useSubmit(async () => {
    await erase(customer.id);
    onClose();
    go(toView("queue"));
    reload();
    say(t("erase.done", { name }));
  });
  return (
    <Dialog title={t("erase.title", { name })} onClose={onClose}>
      <form onSubmit={submit}>
        <p>{t("erase.goes")}</p>
        <Held customer={customer} />
        <p>{t("erase.stays")}</p>
        <ul class="held">
          <li>{t("erase.stays.counts")}</li>
          <li>{t("erase.stays.audit")}</li>
          <li>{t("erase.stays.outside")}</li>
        </ul>
        <p class="trouble"><Icon name="warning" />{t("erase.final")}</p>
        <TextField label={t("erase.type", { name })} help={t("erase.type.help")} value={typed} />
        <p role="status" class="faint">{busy.value && t("erase.busy")}</p>
        <Trouble text={error.value} />
        <div class="actions">
          <Button kind="danger" icon="trash" submit busy={busy.value} disabled={!names(customer, typed.value)}>{t("erase.confirm")}</Button>
          <Button kind="quiet" onClick={onClose}>{t("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** By their name, or by one of their addresses. */
function names(customer: Customer, typed: string): boolean {
  const called = [customerName(customer.name), ...customer.identities.map(addressWords), ...customer.identities.map((one) => one.address)];
  return called.some((one) => plain(one) === plain(typed));
}

const plain = (text: string): string => text.trim().toLocaleLowerCase();
