import { signal } from "@preact/signals";
import { type SavedView, type Shows, asQuery, views } from "../api/views";
import type { FixedView, View } from "../api/words";
import { VIEWS } from "./route";

/** One's own views; null until they are known. */
export const ownViews = signal<readonly SavedView[] | null>(null);

/** Silent where it fails: whoever is shown none finds the others. */
export const loadViews = (): Promise<void> =>
  views().then((found) => void (ownViews.value = found), () => void (ownViews.value ??= []));

export const ownView = (view: View): SavedView | undefined =>
  view.startsWith("v/") ? ownViews.value?.find(({ id }) => view === `v/${id}`) : undefined;

/** What a view shows; undefined while that is not known, or nobody has such a view. */
export function showsOf(view: View): Shows | undefined {
  if (view.startsWith("v/")) return ownView(view)?.document;
  return view.startsWith("f/") ? read(view.slice(2)) : { view: view as FixedView };
}

/** The view that shows this and no more; its address can be shared. */
export function viewOf(shows: Shows): View {
  return Object.entries(shows).some(([name, value]) => name !== "view" && value) ? `f/${asQuery(shows)}` : shows.view;
}

/** Anybody may have written it. */
function read(query: string): Shows {
  const given = Object.fromEntries(new URLSearchParams(query));
  const { channel = "", tag = "", team_id = null, assignee_id = null, language = "" } = given;
  const view = VIEWS.find((name) => name === given["view"]) ?? "queue";
  return { view, channel, tag, team_id, assignee_id, language, angry: given["angry"] === "true" };
}
