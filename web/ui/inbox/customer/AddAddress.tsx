import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Customer } from "../api/words";
import { Button } from "../parts/Button";
import { Choice } from "../parts/Choice";
import { TextField } from "../parts/TextField";
import { sentence } from "../state/notice";
import { inMine, t } from "../words/speak";
import { add, connectorsFor } from "./address";

interface AddAddressProps {
  threadId: string;
  customer: Customer;
}

/** Folded until somebody knows one. */
export function AddAddress({ threadId, customer }: AddAddressProps) {
  const open = useSignal(false);
  if (!open.value) return <Button kind="quiet" icon="plus" onClick={() => (open.value = true)}>{t("address.add")}</Button>;
  return <Form threadId={threadId} customer={customer} onClose={() => (open.value = false)} />;
}

function Form({ threadId, customer, onClose }: AddAddressProps & { onClose: () => void }) {
  const [chosen, address, error, busy] = [useSignal(""), useSignal(""), useSignal(""), useSignal(false)];
  const offered = connectorsFor(threadId);
  const connector = chosen.value || offered[0]?.connector || "";
  useEffect(() => void (error.value = ""), [address.value, connector]);
  const submit = async () => {
    busy.value = true;
    try {
      await add(threadId, customer, connector, address.value);
      onClose();
    } catch (problem) {
      error.value = sentence(problem);
      busy.value = false;
    }
  };
  return (
    <form class="add-address" aria-label={t("address.add")} onSubmit={(event) => (event.preventDefault(), void submit())}>
      <Choice label={t("account.channel")} value={connector} options={offered.map((one) => [one.connector, inMine(one.title)])} onChange={(name) => (chosen.value = name)} />
      <TextField label={t("address")} value={address} error={error.value} autofocus />
      <div class="actions">
        <Button kind="main" submit busy={busy.value}>{t("save")}</Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
