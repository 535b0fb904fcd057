import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { colleagues } from "../api/triage";
import { type Named, type Shows, teamNames } from "../api/views";
import type { View } from "../api/words";
import { Button } from "../parts/Button";
import { Choice } from "../parts/Choice";
import { Field } from "../parts/Field";
import { Switch } from "../parts/Switch";
import { VIEWS, go, toView } from "../state/route";
import { showsOf, viewOf } from "../state/views";
import { channelName } from "../words/channel";
import { languageName } from "../words/language";
import { t } from "../words/speak";
import { SaveView } from "./SaveView";

const CHANNELS = ["email", "chat", "sms", "whatsapp", "slack", "telegram", "api"];
const LANGUAGES = ["en", "es", "pt", "fr", "de", "it"]; // in which moods are heard

/** Narrows the list at once; what is chosen stands in the address. */
export function FilterPanel({ view, onClose }: { view: View; onClose: () => void }) {
  const shows = showsOf(view) ?? { view: "queue" };
  const narrow = (more: Partial<Shows>) => go(toView(viewOf({ ...shows, ...more })));
  const clear = () => (go(toView(shows.view)), onClose());
  return (
    <section class="filter" aria-label={t("filter")}>
      <Choice label={t("filter.view")} value={shows.view} options={VIEWS.map((one) => [one, t(`view.${one}`)] as const)} onChange={(one) => narrow({ view: one })} />
      <Choice label={t("account.channel")} value={shows.channel ?? ""} options={anyOr(CHANNELS, channelName)} onChange={(channel) => narrow({ channel })} />
      <Whose shows={shows} narrow={narrow} />
      <Choice label={t("filter.language")} value={shows.language ?? ""} options={anyOr(LANGUAGES, languageName)} onChange={(language) => narrow({ language })} />
      <Tagged tag={shows.tag ?? ""} onChange={(tag) => narrow({ tag })} />
      <Switch label={t("filter.angry")} on={shows.angry ?? false} onChange={(angry) => narrow({ angry })} />
      <SaveView view={view} shows={shows} />
      <Button kind="quiet" icon="close" onClick={clear}>{t("filter.clear")}</Button>
    </section>
  );
}

const anyOr = (names: readonly string[], called: (name: string) => string): [string, string][] =>
  [["", t("filter.any")], ...names.map((name): [string, string] => [name, called(name)])];

/** Of which team, and with whom. Those that cannot be asked for now are not offered. */
function Whose({ shows, narrow }: { shows: Shows; narrow: (more: Partial<Shows>) => void }) {
  const [teams, people] = [useSignal<Named[]>([]), useSignal<Named[]>([])];
  useEffect(() => {
    teamNames().then((found) => (teams.value = found), () => undefined);
    colleagues().then((found) => (people.value = found), () => undefined);
  }, []);
  return (
    <>
      {teams.value.length > 0 && <Choice label={t("filter.team")} value={shows.team_id ?? ""} options={anyOf(teams.value)} onChange={(id) => narrow({ team_id: id || null })} />}
      <Choice label={t("filter.holder")} value={shows.assignee_id ?? ""} options={anyOf(people.value)} onChange={(id) => narrow({ assignee_id: id || null })} />
    </>
  );
}

/** What is being typed outlasts whatever is drawn anew meanwhile. */
function Tagged({ tag, onChange }: { tag: string; onChange: (tag: string) => void }) {
  const typed = useSignal(tag);
  useEffect(() => void (typed.value = tag), [tag]);
  return (
    <Field label={t("filter.tag")}>
      {(tied) => <input {...tied} maxLength={50} value={typed.value} onInput={(event) => (typed.value = event.currentTarget.value)} onChange={() => onChange(typed.value.trim())} />}
    </Field>
  );
}

const anyOf = (named: readonly Named[]): [string, string][] => [["", t("filter.any")], ...named.map(({ id, name }): [string, string] => [id, name])];
