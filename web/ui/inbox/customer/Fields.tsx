import { useSignal } from "@preact/signals";
import type { Customer } from "../api/words";
import { Button } from "../parts/Button";
import { IconButton } from "../parts/IconButton";
import { TextField } from "../parts/TextField";
import { complain, say } from "../state/notice";
import { t } from "../words/speak";
import { write } from "./changing";
import { Editable } from "./Editable";
import { InPlace, useOpening } from "./InPlace";
import { Section } from "./Section";

const LONGEST = 1000;

interface FieldsProps {
  threadId: string;
  customer: Customer;
}

/** Whatever this company keeps about its customers. */
export function Fields({ threadId, customer }: FieldsProps) {
  const fields = Object.entries(customer.fields);
  const put = (name: string, value: string | null) => write(threadId, customer, { fields: { [name]: value } });
  const remove = (name: string, value: string) =>
    put(name, null).then(() => say(t("field.removed", { name }), () => void put(name, value).catch(complain)), complain);
  return (
    <Section name="fields" title={t("fields")} count={fields.length}>
      <dl class="fields">
        {fields.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Editable label={name} value={value} longest={LONGEST} save={(text) => put(name, text)}><span dir="auto">{value || "—"}</span></Editable>
              <IconButton icon="close" kind="edit" label={t("field.remove", { name })} onClick={() => void remove(name, value)} />
            </dd>
          </div>
        ))}
      </dl>
      <NewField put={put} />
    </Section>
  );
}

function NewField({ put }: { put: (name: string, value: string) => Promise<void> }) {
  const { open, start, close, place } = useOpening();
  const [name, value] = [useSignal(""), useSignal("")];
  const save = async () => {
    await put(name.value.trim(), value.value.trim());
    [name.value, value.value] = ["", ""];
  };
  return (
    <div ref={place}>
      {open ? (
        <InPlace label={t("field.add")} save={save} close={close}>
          <TextField label={t("field.name")} value={name} />
          <TextField label={t("field.value")} value={value} />
        </InPlace>
      ) : (
        <Button kind="quiet" icon="plus" onClick={start}>{t("field.add")}</Button>
      )}
    </div>
  );
}
