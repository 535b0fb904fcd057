import { type Team, remove } from "../api/teams";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Trouble } from "../parts/Trouble";
import { useSubmit } from "../start/submit";
import { say } from "../state/notice";
import { many, t } from "../words/speak";
import { type Office, load, namesOf } from "./loading";

interface RemoveTeamProps {
  team: Team;
  office: Office;
  onClose: () => void;
}

/** Asks once more, and says what becomes of everything. */
export function RemoveTeam({ team, office, onClose }: RemoveTeamProps) {
  const accounts = namesOf(team.account_ids, office.accounts);
  const { busy, error, submit } = useSubmit(async () => {
    const { waiting } = await remove(team.id);
    onClose();
    await load();
    say(many("team.removed", waiting, { name: team.name }));
  });
  return (
    <Dialog title={t("remove.title", { name: team.name })} onClose={onClose}>
      <form onSubmit={submit}>
        {accounts.length > 0 && <p>{t("team.remove.accounts", { names: accounts.join(", ") })}</p>}
        <p>{t("team.remove.threads")}</p>
        <p>{t("team.remove.people")}</p>
        <Trouble text={error.value} />
        <div class="actions">
          <Button kind="danger" icon="trash" submit busy={busy.value}>{t("team.remove")}</Button>
          <Button kind="quiet" autofocus onClick={onClose}>{t("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
