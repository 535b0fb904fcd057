import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { NewTeam, Team } from "../api/teams";
import { Button } from "../parts/Button";
import { TextField } from "../parts/TextField";
import { Trouble } from "../parts/Trouble";
import { useSubmit } from "../start/submit";
import { channelName } from "../words/channel";
import { t } from "../words/speak";
import { type Choosable, Chooser } from "./Chooser";
import { type Office, people } from "./loading";

interface TeamFormProps {
  team?: Team;
  office: Office;
  save: (wanted: NewTeam) => Promise<void>;
  onCancel: () => void;
}

export function TeamForm({ team, office, save, onCancel }: TeamFormProps) {
  const name = useSignal(team?.name ?? "");
  const assigns = useSignal(team?.assigns ?? false);
  const members = useSignal<readonly string[]>(team?.member_ids ?? []);
  const accounts = useSignal<readonly string[]>(team?.account_ids ?? []);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const wanted = () => ({ name: name.value, assigns: assigns.value, member_ids: [...members.value], account_ids: [...accounts.value] });
  const { busy, error, submit } = useSubmit(() => save(wanted()));
  return (
    <form class={team ? "team-form" : "card team-form"} ref={form} aria-label={team ? t("team.edit.of", { name: team.name }) : t("team.add")} onSubmit={submit}>
      <TextField label={t("team.name")} value={name} />
      <Chooser label={t("team.members")} none={t("team.nobody")} options={people(office)} chosen={members} />
      <Chooser label={t("team.accounts")} help={t("team.accounts.help")} none={t("accounts.none")} options={office.accounts.map((one) => offered(one, team, office))} chosen={accounts} />
      <div class="field">
        <label class="switch">
          <input type="checkbox" role="switch" checked={assigns.value} aria-describedby="assigns-help" onChange={(event) => (assigns.value = event.currentTarget.checked)} />
          {t("team.assigns.label")}
        </label>
        <p class="help" id="assigns-help">{t("team.assigns.help")}</p>
      </div>
      <Trouble text={error.value} />
      <div class="actions">
        <Button kind="main" submit busy={busy.value}>{t("save")}</Button>
        <Button kind="quiet" onClick={onCancel}>{t("cancel")}</Button>
      </div>
    </form>
  );
}

/** Whose it is now is said, as it would leave them. */
function offered({ id, name, channel }: Office["accounts"][number], team: Team | undefined, { teams }: Office): Choosable {
  const other = teams.find((one) => one.id !== team?.id && one.account_ids.includes(id));
  return { id, name, note: other ? t("team.account.of", { name: other.name }) : channelName(channel) };
}
