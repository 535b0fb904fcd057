import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Person, search } from "../api/search";
import { openThread, run } from "../keyboard/commands";
import { type CommandName, keysOf } from "../keyboard/keys";
import { type DialogName, ask } from "../state/dialog";
import { listed } from "../state/list";
import { complain } from "../state/notice";
import { TABS, go, route, toSettings, toThread } from "../state/route";
import { isAdmin, oversees, signOut } from "../state/session";
import { THEMES, theme } from "../state/theme";
import { threadOf } from "../state/threads";
import { channelName } from "../words/channel";
import { customerName } from "../words/customer";
import { maybe, t } from "../words/speak";
import { distance } from "./fitting";
import { NAMES } from "./rekey";

/** Something that the palette can do. about: a word on what it is; keys: how else it is called. */
export interface Entry {
  id: string;
  label: string;
  about: string;
  keys: string;
  act: () => void;
}

const MOST = 50;
const PAUSE = 180; // milliseconds of not typing
const SUPERVISED: ReadonlySet<string> = new Set(["teams", "patience", "mood"]);
const ALWAYS: ReadonlySet<CommandName> = new Set(["next", "previous", "before", "after", "undo", "search", "map", "select", "fresh"]);

const people = signal<readonly Person[]>([]); // whom the server found

/** What fits, the nearest first; in the order of the key map where it fits alike. */
export function entries(typed: string): readonly Entry[] {
  const all = [...commands(), ...places(), ...(typed.trim() ? threads() : [])];
  return all
    .map((entry) => ({ entry, far: distance(typed, entry.label) ?? distance(typed, `${entry.about} ${entry.label}`) }))
    .filter((one): one is { entry: Entry; far: number } => one.far !== null)
    .sort((one, other) => one.far - other.far)
    .slice(0, MOST)
    .map(({ entry }) => entry);
}

/** Whose threads are not in the list: the server is asked once somebody stops typing. */
export function usePeople(typed: string): void {
  useEffect(() => {
    const cancel = new AbortController();
    const timer = setTimeout(() => void look(typed.trim(), cancel.signal), PAUSE);
    return () => (clearTimeout(timer), cancel.abort());
  }, [typed]);
}

async function look(typed: string, cancel: AbortSignal): Promise<void> {
  try {
    people.value = typed ? (await search(new URLSearchParams({ q: typed }).toString(), cancel)).people : [];
  } catch {
    // What is at hand can be found without.
  }
}

function commands(): Entry[] {
  const possible = NAMES.filter((name) => ALWAYS.has(name) || name.startsWith("go.") || openThread());
  return possible.map((name) => ({ id: name, label: t(`key.${name}`), about: "", keys: keysOf(name), act: () => run(name) }));
}

function places(): Entry[] {
  const tabs = TABS.filter((tab) => tab === "macros" || isAdmin.value || (oversees.value && SUPERVISED.has(tab)));
  const opening = (name: DialogName, label: string) => plain(name, label, "", () => ask(name));
  return [
    opening("preferences", t("preferences")),
    ...tabs.map((tab) => plain(tab, maybe(`settings.${tab}`) ?? tab, t("settings"), () => go(toSettings(tab)))),
    ...THEMES.map((name) => plain(name, t(`theme.${name}`), t("theme"), () => (theme.value = name))),
    plain("out", t("logout"), "", () => void signOut().catch(complain)),
  ];
}

const plain = (id: string, label: string, about: string, act: () => void): Entry => ({ id, label, about, keys: "", act });

function threads(): Entry[] {
  const here = route.value;
  const view = here.screen === "inbox" ? here.view : "queue";
  const lead = (id: string, name: string, about: string) => plain(id, customerName(name), about, () => go(toThread(view, id)));
  const near = listed.value.flatMap((id) => threadOf(id) ?? []).map((one) => lead(one.id, one.customer_name, channelName(one.channel)));
  const far = people.value.map((one) => lead(one.thread_id, one.name, one.addresses[0] ?? ""));
  return [...new Map([...far, ...near].map((entry) => [entry.id, entry])).values()];
}
