import { useSignal } from "@preact/signals";
import { add } from "../api/users";
import type { Role, User } from "../api/words";
import { Button } from "../parts/Button";
import { Choice } from "../parts/Choice";
import { TextField } from "../parts/TextField";
import { Trouble } from "../parts/Trouble";
import { Password } from "../start/Password";
import { useSubmit } from "../start/submit";
import { LANGUAGES, type Language, language, t } from "../words/speak";

export const ROLES: readonly Role[] = ["agent", "supervisor", "admin"];

interface AddPersonProps {
  onAdded: (user: User) => void;
  onCancel: () => void;
}

export function AddPerson({ onAdded, onCancel }: AddPersonProps) {
  const [name, email, password] = [useSignal(""), useSignal(""), useSignal("")];
  const role = useSignal<Role>("agent");
  const speaks = useSignal<Language>(language.peek());
  const { busy, error, submit } = useSubmit(async () => {
    const who = { name: name.value, email: email.value, password: password.value };
    onAdded(await add({ ...who, role: role.value, language: speaks.value }));
  });
  return (
    <form class="card" onSubmit={submit}>
      <TextField label={t("name")} value={name} help={t("name.help")} autofocus />
      <TextField label={t("email")} type="email" value={email} />
      <Password label={t("person.password")} value={password} />
      <Choice label={t("role")} value={role.value} options={ROLES.map((one) => [one, t(`role.${one}`)] as const)} help={t(`role.${role.value}.can`)} onChange={(one) => (role.value = one)} />
      <Choice label={t("language")} value={speaks.value} options={Object.entries(LANGUAGES) as [Language, string][]} onChange={(one) => (speaks.value = one)} />
      <Trouble text={error.value} />
      <div class="actions">
        <Button kind="main" submit busy={busy.value}>{t("person.add")}</Button>
        <Button kind="quiet" onClick={onCancel}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
