import { signal } from "@preact/signals";
import type { View } from "../api/words";

export const VIEWS: readonly View[] = ["queue", "mine", "open", "closed"];
export type SettingsTab = "accounts" | "people";

export type Route =
  | { screen: "inbox"; view: View; thread: string | null; panel: boolean }
  | { screen: "settings"; tab: SettingsTab; item: string | null };

/** Where we are; it lives in the address, so that back, reload and a copied link work. */
export const route = signal<Route>(read(location.hash));

addEventListener("hashchange", () => {
  route.value = read(location.hash);
});

addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[href^="#/"]');
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(link.hash);
});

function read(hash: string): Route {
  const [first, second, third] = hash.replace(/^#\//, "").split("/").map(decodeURIComponent);
  if (first === "settings") {
    return { screen: "settings", tab: second === "people" ? "people" : "accounts", item: third ?? null };
  }
  const view = VIEWS.find((name) => name === first) ?? "queue";
  return { screen: "inbox", view, thread: second || null, panel: third === "customer" };
}

export const toView = (view: View) => `#/${view}`;
export const toThread = (view: View, id: string) => `#/${view}/${id}`;
export const toCustomer = (view: View, id: string) => `#/${view}/${id}/customer`;
export const toSettings = (tab: SettingsTab, item?: string) => `#/settings/${tab}` + (item ? `/${item}` : "");

/** At once: the browser tells of a new address only a moment later, and a fast hand has pressed the next key by then. */
export function go(address: string): void {
  location.hash = address;
  route.value = read(address);
}
