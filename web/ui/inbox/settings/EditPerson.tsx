import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { change } from "../api/users";
import type { Role, User } from "../api/words";
import { Button } from "../parts/Button";
import { Choice } from "../parts/Choice";
import { TextField } from "../parts/TextField";
import { Trouble } from "../parts/Trouble";
import { useSubmit } from "../start/submit";
import { say } from "../state/notice";
import { change as changeMe, user as me } from "../state/session";
import { LANGUAGES, type Language, listenIn, t } from "../words/speak";
import { ROLES } from "./AddPerson";
import { Skills, listed } from "./Skills";
import { KNOWN } from "./skill";

interface EditPersonProps {
  user: User;
  last: boolean;
  onSaved: (user: User) => void;
  onDisable: () => void;
  onCancel: () => void;
}

export function EditPerson({ user, last, onSaved, onDisable, onCancel }: EditPersonProps) {
  const own = user.id === me.value?.id;
  const name = useSignal(user.name);
  const role = useSignal<Role>(user.role);
  const speaks = useSignal(user.language as Language);
  const skills = useSignal<readonly string[]>((user.skills ?? []).filter((one) => KNOWN.includes(one)));
  const others = useSignal((user.skills ?? []).filter((one) => !KNOWN.includes(one)).join(", "));
  const capacity = useSignal(String(user.capacity || ""));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []); // the button that opened it is gone
  const { busy, error, submit } = useSubmit(async () => {
    const can = { skills: [...skills.value, ...listed(others.value)], capacity: Number(capacity.value) };
    const next = await change(user.id, { name: name.value, role: role.value, language: speaks.value, ...can });
    onSaved(next);
    if (own) await becomes(next);
    say(t("person.saved", { name: next.name }));
  });
  return (
    <form class="edit-person" ref={form} aria-label={t("person.edit.of", { name: user.name })} onSubmit={submit}>
      <TextField label={t("name")} value={name} help={t("name.help")} />
      {last ? (
        <p class="help">{t("person.last")}</p>
      ) : (
        <Choice label={t("role")} value={role.value} options={ROLES.map((one) => [one, t(`role.${one}`)] as const)} help={t(`role.${role.value}.can`)} onChange={(one) => (role.value = one)} />
      )}
      {own && role.value !== "admin" && <p class="trouble">{t("person.leaves")}</p>}
      <Choice label={t("language")} value={speaks.value} options={Object.entries(LANGUAGES) as [Language, string][]} onChange={(one) => (speaks.value = one)} />
      <Skills skills={skills} others={others} capacity={capacity} />
      <Trouble text={error.value} />
      <div class="actions">
        <Button kind="main" submit busy={busy.value}>{t("save")}</Button>
        <Button kind="quiet" onClick={onCancel}>{t("cancel")}</Button>
        {!last && !user.disabled_at && <Button icon="close" onClick={onDisable}>{t("person.disable")}</Button>}
      </div>
    </form>
  );
}

async function becomes(next: User): Promise<void> {
  await listenIn(next.language);
  changeMe(next);
}
