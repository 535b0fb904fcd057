import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { change } from "../api/users";
import type { User } from "../api/words";
import { Avatar } from "../parts/Avatar";
import { Button } from "../parts/Button";
import { complain, say } from "../state/notice";
import { user as me } from "../state/session";
import { t } from "../words/speak";
import { DisableDialog } from "./DisableDialog";
import { EditPerson } from "./EditPerson";

interface PersonProps {
  user: User;
  last: boolean; // of the admins: without them nobody could change anything any more
  onChanged: (user: User) => void;
}

export function Person({ user, last, onChanged }: PersonProps) {
  const open = useSignal<"" | "edit" | "disable">("");
  const row = useRef<HTMLLIElement>(null);
  const close = () => {
    open.value = "";
    setTimeout(() => row.current?.querySelector("button")?.focus()); // what had the focus is gone
  };
  const changed = (next: User) => {
    onChanged(next);
    close();
  };
  const letIn = () =>
    change(user.id, { disabled: false }).then((next) => {
      changed(next);
      say(t("person.enabled", { name: next.name }));
    }, complain);
  return (
    <li ref={row} data-disabled={Boolean(user.disabled_at)}>
      <Avatar name={user.name} />
      <div class="person-name">
        <strong>{user.name}{user.id === me.value?.id && <span class="faint"> ({t("you")})</span>}</strong>
        <span class="faint">{user.email}</span>
      </div>
      <span class="tag">{t(`role.${user.role}`)}</span>
      {user.disabled_at && <span class="tag warn">{t("person.disabled")}</span>}
      {open.value !== "edit" && (
        <div class="actions">
          <Button icon="settings" onClick={() => (open.value = "edit")} title={t("person.edit.of", { name: user.name })}>{t("edit")}</Button>
          {user.disabled_at && <Button icon="play" onClick={() => void letIn()}>{t("person.enable")}</Button>}
        </div>
      )}
      {open.value === "edit" && <EditPerson user={user} last={last} onSaved={changed} onDisable={() => (open.value = "disable")} onCancel={close} />}
      {open.value === "disable" && <DisableDialog user={user} onDisabled={changed} onClose={close} />}
    </li>
  );
}
