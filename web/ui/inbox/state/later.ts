import { type Signal, signal } from "@preact/signals";
import type { BookName } from "../words/books";
import { openBook } from "../words/speak";
import { dress } from "./dress";

/** Screens whose code, words and style are not there from the start. */
export interface Later<Screens> {
  there: Signal<Screens | null>;
  missing: Signal<boolean>;
  load: () => Promise<void>;
}

/** dressed: it has a style of its own. */
function later<Screens>(name: BookName, fetch: () => Promise<Screens>, dressed = true): Later<Screens> {
  const [there, missing] = [signal<Screens | null>(null), signal(false)];
  const load = async () => {
    missing.value = false;
    try {
      [there.value] = await Promise.all([fetch(), openBook(name), dressed && dress(name)]);
    } catch {
      missing.value = true;
    }
  };
  return { there, missing, load };
}

export const DESK = later("desk", () => import("../desk/screens"));
export const MEMORY = later("memory", () => import("../customer/screens"));
export const PATIENCE = later("patience", () => import("../patience/screens"));
export const SEARCH = later("search", () => import("../search/screens"));
export const SETTINGS = later("settings", () => import("../settings/screens"));
export const START = later("start", () => import("../start/screens"), false);
