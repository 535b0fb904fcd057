import { signal } from "@preact/signals";
import type { FixedView, View } from "../api/words";

export const VIEWS: readonly FixedView[] = ["queue", "mine", "team", "unassigned", "waiting", "snoozed", "mentions", "open", "closed"];
export const TABS = ["accounts", "people", "teams", "patience", "mood", "macros", "audit"] as const; // of the settings
export type SettingsTab = (typeof TABS)[number];

/** message: the one to be brought into sight. query: what is looked for, as it stands in the address. */
export type Route =
  | { screen: "inbox"; view: View; thread: string | null; panel: boolean; message: string | null }
  | { screen: "settings"; tab: SettingsTab; item: string | null }
  | { screen: "search"; query: string };

let desk = ""; // where one was before one searched
let sought = ""; // the search whose finds one is looking at
let before: Route["screen"] | undefined;
let address = "";

/** Where we are; it lives in the address, so that back, reload and a copied link work. */
export const route = signal<Route>(arrive(location.hash));

addEventListener("hashchange", () => {
  if (location.hash !== address) route.value = arrive(location.hash);
});

addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[href^="#/"]');
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(link.hash);
});

function arrive(hash: string): Route {
  const here = read(hash);
  const isFind = here.screen === "inbox" && here.thread && (here.message || before === "search");
  if (here.screen === "search") sought = hash;
  else if (!isFind) [desk, sought] = [hash, ""];
  [before, address] = [here.screen, hash];
  return here;
}

function read(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\//, "").split(/\?(.*)/s);
  const parts = path.split("/");
  const [first, second, third] = parts.map(decoded);
  if (first === "search") return { screen: "search", query };
  if (first === "settings") {
    return { screen: "settings", tab: TABS.find((name) => name === second) ?? "accounts", item: third ?? null };
  }
  const message = new URLSearchParams(query).get("at");
  if ((first === "v" || first === "f") && parts[1]) {
    return { screen: "inbox", view: `${first}/${parts[1]}`, thread: third || null, panel: parts[3] === "customer", message };
  }
  const view = VIEWS.find((name) => name === first) ?? "queue";
  return { screen: "inbox", view, thread: second || null, panel: third === "customer", message };
}

/** Anybody may have written it. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const toView = (view: View) => `#/${view}`;
export const toThread = (view: View, id: string) => `#/${view}/${id}`;
export const toMessage = (view: View, id: string, message: string) => `${toThread(view, id)}?at=${message}`;
export const toCustomer = (view: View, id: string) => `#/${view}/${id}/customer`;
export const toSettings = (tab: SettingsTab, item?: string) => `#/settings/${tab}` + (item ? `/${item}` : "");
export const toSearch = (query = "") => "#/search" + (query && `?${query}`);

/** Out of what is open: from what was found to the search, from the search to where one was, from a thread to its list. */
export function leave(): void {
  const here = route.peek();
  if (here.screen === "search") go(desk || toView("queue"));
  else if (here.screen === "inbox") go((here.thread && sought) || toView(here.view));
  else go(toView("queue"));
}

/** At once: the browser tells of a new address only a moment later, and a fast hand has pressed the next key by then. */
export function go(address: string): void {
  location.hash = address;
  route.value = arrive(address);
}

/** As `go`, but the way back leads to before the address that this one replaces. */
export function replace(address: string): void {
  history.replaceState(null, "", address);
  route.value = arrive(address);
}
