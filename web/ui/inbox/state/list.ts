import { computed, effect, signal } from "@preact/signals";
import type { Thread, View } from "../api/words";
import { type Place, Ranking, countBefore, isBefore } from "../queue/ranking";
import { type Looker, belongs, isAsked, rank } from "../queue/views";
import { desk } from "./desk";
import { askSoon, pages } from "./pages";
import { route } from "./route";
import { user } from "./session";
import { allThreads, whenLearnt } from "./threads";
import { showsOf } from "./views";

/** The rows that have been seen since somebody went in, as they stood. */
interface Held {
  view: View;
  places: readonly Place[];
  index: ReadonlyMap<string, number>;
}

const view = computed<View>(() => (route.value.screen === "inbox" ? route.value.view : "queue"));
const shows = computed(() => showsOf(view.value));
const me = computed<Looker>(() => ({ id: user.value?.id ?? "", teams: desk.value?.team_ids ?? [] }));
const members = computed(() => (shows.value && isAsked(shows.value) ? pages.value[view.value]?.ids ?? new Set<string>() : null));
const moves = signal(0);
const held = signal<Held | null>(null);

/** While somebody's pointer or focus is in the list, nothing that they have seen moves. */
export const frozen = signal(false);

/** How many rows have come into sight, from the top. */
export const seen = signal(0);

const ranking = computed(() => {
  void [shows.value, members.value, me.value]; // also where nobody is known yet who would have to be placed by them
  const places = allThreads().map((one) => ({ id: one.id, at: placeOf(one) }));
  return new Ranking(places.filter((one): one is Place => one.at !== undefined));
});

function placeOf(thread: Thread): number | undefined {
  const [what, asked] = [shows.value, members.value];
  const stands = what && belongs(thread, what, me.value) && (!asked || asked.has(thread.id));
  return stands ? rank(thread, what.view) : undefined;
}

whenLearnt((news, happened) => {
  const now = ranking.peek();
  for (const one of news) now.put(one.id, placeOf(one));
  moves.value += 1;
  if (happened && members.peek() && news.some((one) => now.has(one.id) || belongs(one, shows.peek()!, me.peek()))) askSoon(view.peek());
});

/** Up to where the pages reach: between there and whoever else we happen to know, there are others. */
const loaded = computed(() => {
  const [{ places }, edge] = [ranking.value, pages.value[view.value]?.edge];
  void moves.value;
  return edge ? places.slice(0, countBefore(places, edge) + 1) : places.slice();
});

const still = computed(() => (held.value?.view === view.value ? held.value : null));

/** How many of those that are loaded would stand among the rows that are held. */
const reach = computed(() => {
  const last = still.value?.places.at(-1);
  return last ? countBefore(loaded.value, last) : 0;
});

/** The list on the screen: as it was seen, and from there on as it is. */
export const rows = computed<readonly Place[]>(() => {
  if (!still.value) return loaded.value;
  const { places, index } = still.value;
  return [...places, ...loaded.value.slice(reach.value).filter(({ id }) => !index.has(id))];
});

/** Their ids, in this order. */
export const listed = computed<readonly string[]>(() => rows.value.map(({ id }) => id));

/** How many would have come in above, or moved up, had nobody been in the list. */
export const newer = computed(() => {
  if (!still.value) return 0;
  const { places, index } = still.value;
  const hasMoved = (one: Place): boolean => {
    const at = index.get(one.id);
    return at === undefined || (at > 0 && isBefore(one, places[at - 1]!));
  };
  return loaded.value.slice(0, reach.value).filter(hasMoved).length;
});

effect(() => {
  if (!frozen.value) held.value = null;
  else if (Math.min(seen.value, rows.value.length) > (still.value?.places.length ?? 0)) hold();
});

function hold(): void {
  const places = rows.peek().slice(0, seen.peek());
  held.value = { view: view.peek(), places, index: new Map(places.map(({ id }, at) => [id, at])) };
}

/** Whether a row is shown although its thread stands here no more. */
export function hasLeft(id: string): boolean {
  void moves.value;
  return !ranking.value.has(id);
}

/** Let in those who wait above, though somebody is in the list: what they see from now on is held anew. */
export const letIn = (): void => void (held.value = null);
