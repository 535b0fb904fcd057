import type { OfTeam, Table } from "../api/patience";
import type { Team } from "../api/teams";
import { channelName } from "../words/channel";
import { t } from "../words/speak";
import { withMinutes } from "./Channels";
import { edit, wrongUnder } from "./editing";
import { Fold } from "./Fold";
import { HoursSwitch } from "./HoursPart";
import { Minutes } from "./Minutes";
import { channelsOf, teams } from "./office";
import { Part } from "./Part";

const AS_EVERYBODY: OfTeam = { patience: {}, hours: null };

/** What is another for one team. */
export function TeamsPart({ table }: { table: Table }) {
  return (
    <Part title={t("patience.teams")} lead={teams.value.length ? t("patience.teams.lead") : t("patience.teams.none")}>
      {teams.value.map((team) => <OneTeam key={team.id} team={team} table={table} />)}
    </Part>
  );
}

function OneTeam({ team, table }: { team: Team; table: Table }) {
  const of = table.teams[team.id] ?? AS_EVERYBODY;
  const put = (next: OfTeam) => edit({ teams: withTeam(table, team.id, next) });
  const own = Object.keys(of.patience).length > 0 || of.hours !== null;
  return (
    <Fold start={own} force={wrongUnder(`teams.${team.id}`) !== ""} title={<>{team.name} <span class="faint">{own ? t("patience.team.own") : t("patience.team.as")}</span></>}>
      {channelsOf(table).map((channel) => (
        <Minutes
          key={channel}
          label={channelName(channel)}
          value={of.patience[channel] ?? null}
          blank={String(table.patience[channel] ?? table.others)}
          onChange={(minutes) => put({ ...of, patience: withMinutes(of.patience, channel, minutes) })}
        />
      ))}
      <HoursSwitch label={t("hours.own")} hours={of.hours} path={`teams.${team.id}.hours`} onChange={(hours) => put({ ...of, hours })} />
    </Fold>
  );
}

/** One that has nothing of its own is not named. */
function withTeam(table: Table, id: string, next: OfTeam): Table["teams"] {
  const { [id]: _, ...others } = table.teams;
  return Object.keys(next.patience).length || next.hours ? { ...table.teams, [id]: next } : others;
}
