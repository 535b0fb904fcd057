import type { Desk } from "../api/desks";
import { Avatar } from "../parts/Avatar";
import { Icon } from "../parts/Icon";
import { skillName } from "../words/language";
import { many, t } from "../words/speak";
import { type Office, namesOf } from "./loading";

/** Who is there, and how much they have to do. */
export function Desks({ office }: { office: Office }) {
  return (
    <section aria-labelledby="desks-title">
      <header>
        <h3 id="desks-title">{t("desks")}</h3>
        <p class="faint">{t("desks.lead")}</p>
      </header>
      <ul class="people desks">{office.desks.map((desk) => <Row key={desk.user_id} desk={desk} office={office} />)}</ul>
    </section>
  );
}

function Row({ desk, office }: { desk: Desk; office: Office }) {
  const { load, capacity, waiting, skills } = desk;
  const teams = namesOf(desk.team_ids, office.teams);
  const of = t("desk.load", { load: Math.round(load * 10) / 10, capacity });
  return (
    <li>
      <Avatar name={desk.name} />
      <div class="person-name">
        <strong>{desk.name}</strong>
        <span class="faint">{teams.join(", ") || t("desk.noTeam")}</span>
      </div>
      <Presence desk={desk} />
      <div class="load">
        <meter min={0} max={Math.max(capacity, load)} value={load} aria-label={t("desk.load.of", { name: desk.name })} />
        <span class="faint">{of} · {many("desk.waiting", waiting)}</span>
      </div>
      {skills.length > 0 && <p class="skills">{skills.map((one) => <span key={one} class="tag">{skillName(one)}</span>)}</p>}
    </li>
  );
}

function Presence({ desk: { available, online } }: { desk: Desk }) {
  if (!available) return <span class="tag warn"><Icon name="pause" />{t("there.away")}</span>;
  if (!online) return <span class="tag"><Icon name="moon" />{t("desk.offline")}</span>;
  return <span class="tag good"><Icon name="check" />{t("there")}</span>;
}
