import { useSignal } from "@preact/signals";
import { change } from "../api/users";
import type { User } from "../api/words";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Trouble } from "../parts/Trouble";
import { useSubmit } from "../start/submit";
import { say } from "../state/notice";
import { user as me } from "../state/session";
import { t } from "../words/speak";

interface DisableDialogProps {
  user: User;
  onDisabled: (user: User) => void;
  onClose: () => void;
}

/** Whoever shuts out themselves is asked a second time: only somebody else can let them in again. */
export function DisableDialog({ user, onDisabled, onClose }: DisableDialogProps) {
  const own = user.id === me.value?.id;
  const warned = useSignal(false);
  const { busy, error, submit } = useSubmit(async () => {
    if (own && !warned.value) {
      warned.value = true;
      return;
    }
    onDisabled(await change(user.id, { disabled: true }));
    say(t("person.disabled.done", { name: user.name }));
  });
  return (
    <Dialog title={t("person.disable.title", { name: user.name })} onClose={onClose}>
      <form onSubmit={submit}>
        <p>{own ? t("person.disable.self") : t("person.disable.help")}</p>
        <p>{t("person.disable.stays")}</p>
        <div role="alert" class={warned.value ? "trouble" : "trouble none"}>{warned.value && t("person.disable.sure")}</div>
        <Trouble text={error.value} />
        <div class="actions">
          <Button kind="danger" submit busy={busy.value}>{warned.value ? t("person.disable.myself") : t("person.disable")}</Button>
          <Button kind="quiet" autofocus onClick={onClose}>{t("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
