import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ChannelForm } from "../api/accounts";
import type { Account } from "../api/words";
import { Button } from "../parts/Button";
import { TextField } from "../parts/TextField";
import { Trouble } from "../parts/Trouble";
import { useSubmit } from "../start/submit";
import { inMine, t } from "../words/speak";
import { type Answers, startOf, typed } from "./answers";
import { GeneratedField } from "./GeneratedField";

interface AccountFormProps {
  form: ChannelForm;
  account?: Account;
  save: (name: string, settings: Answers, force: boolean) => Promise<void>;
}

/** Connects an account, or changes one. The server tries the settings before it keeps them. */
export function AccountForm({ form, account, save }: AccountFormProps) {
  const name = useSignal(account?.name ?? inMine(form.title));
  const answers = useSignal(startOf(form, account?.settings));
  const force = useRef(false);
  const whole = useRef<HTMLFormElement>(null);
  const { busy, error, code, field, submit } = useSubmit(() => save(name.value, typed(form, answers.value), force.current));
  const wrong = form.fields.find((one) => one.name === field.value)?.name;
  useEffect(() => {
    if (wrong) whole.current?.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus();
  }, [wrong, error.value]);
  return (
    <form class="account-form" ref={whole} onSubmit={submit}>
      <TextField label={t("account.name")} help={t("account.name.help")} value={name} />
      {form.fields.map((one) => (
        <GeneratedField
          key={one.name}
          field={one}
          value={answers.value[one.name] ?? ""}
          onChange={(value) => (answers.value = { ...answers.value, [one.name]: value })}
          error={wrong === one.name ? error.value : ""}
          kept={one.kind === "secret" && account !== undefined}
        />
      ))}
      <Trouble text={wrong ? "" : error.value} />
      <Button kind="main" submit busy={busy.value} onClick={() => (force.current = false)}>
        {busy.value ? t("account.trying") : account ? t("save") : t("account.connect")}
      </Button>
      {code.value === "check_failed" && !busy.value && (
        <Button submit onClick={() => (force.current = true)}>{t("account.force")}</Button>
      )}
    </form>
  );
}
