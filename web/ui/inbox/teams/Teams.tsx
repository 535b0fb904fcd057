import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { add } from "../api/teams";
import { Button } from "../parts/Button";
import { Empty } from "../parts/Empty";
import { Loading } from "../parts/Loading";
import { say } from "../state/notice";
import { teamsAge } from "../state/office";
import { t } from "../words/speak";
import { Desks } from "./Desks";
import { load, office } from "./loading";
import { TeamCard } from "./TeamCard";
import { TeamForm } from "./TeamForm";

const LOOK = 20_000; // milliseconds: somebody who merely closed the window is no event at once

/** Who answers what, and who is there to do so. */
export function Teams() {
  const making = useSignal(false);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || void load(), LOOK);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => void load(), [teamsAge.value]);
  if (!office.value) return <Loading />;
  const { teams } = office.value;
  return (
    <section aria-labelledby="teams-title">
      <header class="section-head">
        <div>
          <h2 id="teams-title">{t("settings.teams")}</h2>
          <p class="faint">{t("teams.lead")}</p>
        </div>
        {!making.value && <Button kind="main" icon="plus" onClick={() => (making.value = true)}>{t("team.add")}</Button>}
      </header>
      {making.value && (
        <TeamForm
          office={office.value}
          save={async (wanted) => {
            const team = await add(wanted);
            making.value = false;
            await load();
            say(t("team.added", { name: team.name }));
          }}
          onCancel={() => (making.value = false)}
        />
      )}
      {!teams.length && !making.value && <Empty icon="people" title={t("teams.none")}><p>{t("teams.none.next")}</p></Empty>}
      {teams.length > 0 && <ul class="cards teams">{teams.map((team) => <TeamCard key={team.id} team={team} office={office.value!} />)}</ul>}
      <Desks office={office.value} />
    </section>
  );
}
