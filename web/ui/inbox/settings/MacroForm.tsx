import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Macro, NewMacro } from "../api/macros";
import { type Values, VARIABLES, fill } from "../desk/filling";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { TextField } from "../parts/TextField";
import { Trouble } from "../parts/Trouble";
import { useSubmit } from "../start/submit";
import { oversees, user } from "../state/session";
import { channelName } from "../words/channel";
import { locale, t } from "../words/speak";

interface MacroFormProps {
  macro?: Macro;
  save: (what: NewMacro) => Promise<void>;
  onCancel: () => void;
}

export function MacroForm({ macro, save, onCancel }: MacroFormProps) {
  const [name, text, shared] = [useSignal(macro?.name ?? ""), useSignal(macro?.text ?? ""), useSignal(false)];
  const [form, area] = [useRef<HTMLFormElement>(null), useRef<HTMLTextAreaElement>(null)];
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const { busy, error, submit } = useSubmit(() => save({ name: name.value, text: text.value, shared: shared.value }));
  const insert = (variable: string) => {
    area.current?.focus();
    document.execCommand("insertText", false, `{{${variable}}}`); // so that the browser can take it back
  };
  return (
    <form class={macro ? "" : "card"} ref={form} aria-label={macro ? t("macro.edit", { name: macro.name }) : t("macro.add")} onSubmit={submit}>
      <TextField label={t("macro.name")} value={name} />
      <Field label={t("macro.text")} help={t("macro.text.help", { brackets: "{{ }}" })}>
        {(tied) => <textarea {...tied} ref={area} dir="auto" rows={5} required maxLength={100_000} value={text.value} onInput={(event) => (text.value = event.currentTarget.value)} />}
      </Field>
      <div class="variables" role="group" aria-label={t("macro.variables")}>
        {VARIABLES.map((one) => <Button key={one} kind="quiet" icon="plus" onClick={() => insert(one)}>{one}</Button>)}
      </div>
      {text.value.trim() && <Preview text={text.value} />}
      {!macro && oversees.value && <Shared shared={shared} />}
      <Trouble text={error.value} />
      <div class="actions">
        <Button kind="main" submit busy={busy.value}>{t("save")}</Button>
        <Button kind="quiet" onClick={onCancel}>{t("cancel")}</Button>
      </div>
    </form>
  );
}

/** For a customer made up, on a day like this. */
function Preview({ text }: { text: string }) {
  const parts = fill(text, sample()).split(/(\{\{\s*[\w.]+\s*\}\})/);
  const unknown = [...new Set(parts.filter((_, index) => index % 2))];
  return (
    <div class="field">
      <h4>{t("macro.preview")}</h4>
      <p class="said preview" dir="auto">{parts.map((part, index) => (index % 2 ? <mark key={index}>{part}</mark> : part))}</p>
      {unknown.length > 0 && <p class="help" role="status">{t("macro.unknown", { names: unknown.join(", ") })}</p>}
    </div>
  );
}

function sample(): Values {
  const [customer, agent] = [t("macro.sample"), user.value?.name ?? ""];
  return {
    "customer.name": customer,
    "customer.first_name": customer.split(" ")[0] ?? "",
    "agent.name": agent,
    "agent.first_name": agent.split(" ")[0] ?? "",
    channel: channelName("email"),
    today: new Intl.DateTimeFormat(locale.value, { dateStyle: "long" }).format(new Date()),
  };
}

function Shared({ shared }: { shared: { value: boolean } }) {
  return (
    <div class="field">
      <label class="switch">
        <input type="checkbox" role="switch" checked={shared.value} aria-describedby="shared-help" onChange={(event) => (shared.value = event.currentTarget.checked)} />
        {t("macro.shared")}
      </label>
      <p class="help" id="shared-help">{t("macro.shared.help")}</p>
    </div>
  );
}
