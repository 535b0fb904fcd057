import { computed, effect, signal } from "@preact/signals";
import { keep, recall } from "../state/kept";
import { en } from "./en";
import { es } from "./es";

export type Language = "en" | "es";
export type Key = keyof typeof en;

type Names<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Values<K extends Key> = Record<Names<(typeof en)[K]>, string | number>;
type Given<K extends Key> = [Names<(typeof en)[K]>] extends [never] ? [] : [values: Values<K>];

const books: Record<Language, Record<Key, string>> = { en, es };
export const LANGUAGES: Record<Language, string> = { en: "English", es: "Español" };

export const language = signal<Language>(known(recall("language") || navigator.language));
/** The language as this browser's region writes it: dates differ between en-GB and en-US. */
export const locale = computed(() => navigator.languages.find((one) => one.startsWith(language.value)) ?? language.value);
const plurals = computed(() => new Intl.PluralRules(language.value));

effect(() => {
  document.documentElement.lang = language.value;
  keep("language", language.value);
});

/** A sentence in the agent's language. A missing key or a missing value fails the type check. */
export function t<K extends Key>(key: K, ...given: Given<K>): string {
  return filled(key, (given[0] ?? {}) as Record<string, string | number>);
}

function filled(key: Key, values: Record<string, string | number>): string {
  return books[language.value][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

type Counted = Key extends infer K ? (K extends `${infer Stem}.one` ? Stem : never) : never;

/** The sentence of `key.one` or `key.other`, as the language counts. */
export function many(stem: Counted, count: number, more: Record<string, string> = {}): string {
  const form = plurals.value.select(count) === "one" ? "one" : "other";
  return filled(`${stem}.${form}` as Key, { count, ...more });
}

/** For codes that others may add to: the words we have for one, or undefined. */
export function maybe(key: string): string | undefined {
  return key in en ? books[language.value][key as Key] : undefined;
}

export function listenIn(name: string): void {
  language.value = known(name);
}

/** A server's text that comes in several languages. */
export function inMine(texts: Partial<Record<string, string>>): string {
  return texts[language.value] ?? texts["en"] ?? Object.values(texts)[0] ?? "";
}

/** "es_MX" as people call it. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(language.value, { type: "language" }).of(code.replaceAll("_", "-")) ?? code;
  } catch {
    return code;
  }
}

function known(name: string): Language {
  return name.toLowerCase().startsWith("es") ? "es" : "en";
}
