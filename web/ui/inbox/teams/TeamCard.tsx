import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { type Team, change } from "../api/teams";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { say } from "../state/notice";
import { t } from "../words/speak";
import { type Office, load, namesOf, people } from "./loading";
import { RemoveTeam } from "./RemoveTeam";
import { TeamForm } from "./TeamForm";

export function TeamCard({ team, office }: { team: Team; office: Office }) {
  const open = useSignal<"" | "edit" | "remove">("");
  const card = useRef<HTMLLIElement>(null);
  const close = () => {
    open.value = "";
    setTimeout(() => card.current?.querySelector("button")?.focus()); // what had the focus is gone
  };
  if (open.value === "edit") {
    return (
      <li ref={card} class="card editing">
        <TeamForm
          team={team}
          office={office}
          save={async (wanted) => {
            const next = await change(team.id, wanted);
            await load();
            close();
            say(t("team.saved", { name: next.name }));
          }}
          onCancel={close}
        />
      </li>
    );
  }
  return (
    <li ref={card} class="card team" aria-label={team.name}>
      <h3>{team.name}</h3>
      <p><span class={team.assigns ? "tag mine" : "tag"}><Icon name={team.assigns ? "send" : "hand"} />{team.assigns ? t("team.assigns") : t("team.takes")}</span></p>
      <Line icon="people" names={namesOf(team.member_ids, people(office))} none={t("team.nobody")} />
      <Line icon="inbox" names={namesOf(team.account_ids, office.accounts)} none={t("team.noAccount")} />
      <div class="actions">
        <Button icon="edit" title={t("team.edit.of", { name: team.name })} onClick={() => (open.value = "edit")}>{t("edit")}</Button>
        <Button icon="trash" title={t("team.remove.of", { name: team.name })} onClick={() => (open.value = "remove")}>{t("remove")}</Button>
      </div>
      {open.value === "remove" && <RemoveTeam team={team} office={office} onClose={close} />}
    </li>
  );
}

function Line({ icon, names, none }: { icon: "people" | "inbox"; names: readonly string[]; none: string }) {
  return <p class="team-line"><Icon name={icon} /><span class={names.length ? "" : "faint"}>{names.join(", ") || none}</span></p>;
}
