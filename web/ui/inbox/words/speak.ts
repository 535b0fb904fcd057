import { batch, computed, effect, signal } from "@preact/signals";
import { keep, recall } from "../state/kept";
import { type Book, type BookName, type Key, type Language, type Sentences, readBooks } from "./books";

export type { Key, Language };

type Names<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Values<K extends Key> = Record<Names<Sentences[K]>, string | number>;
type Given<K extends Key> = [Names<Sentences[K]>] extends [never] ? [] : [values: Values<K>];

const LEFTWARD = /^(ar|fa|he|ur)/; // written from right to left
export const LANGUAGES: Record<Language, string> = { en: "English", es: "Español" };

export const language = signal<Language>(known(recall("language") || navigator.language));
/** The language as this browser's region writes it: dates differ between en-GB and en-US. */
export const locale = computed(() => navigator.languages.find((one) => one.startsWith(language.value)) ?? language.value);
const sentences = signal<Book>({}); // of the open books, in the language
const open = new Set<BookName>();
let wanted = language.peek(); // the language that is being loaded

const plurals = computed(() => new Intl.PluralRules(language.value));

effect(() => {
  document.documentElement.lang = language.value;
  document.documentElement.dir = LEFTWARD.test(language.value) ? "rtl" : "ltr";
  keep("language", language.value);
});

/** Its sentences can be said from then on, in whatever language comes to be spoken. Rejects where it cannot be loaded. */
export async function openBook(name: BookName): Promise<void> {
  const fresh = !open.has(name);
  open.add(name);
  try {
    await turn();
  } catch (problem) {
    if (fresh) open.delete(name); // else every change of the language would fail with it
    throw problem;
  }
}

/** Rejects, with a sentence, where the language cannot be loaded; then the one before stays. */
export async function listenIn(name: string): Promise<void> {
  wanted = known(name);
  try {
    await turn();
  } catch {
    wanted = language.peek();
    throw new Error(t("language.missing"));
  }
}

/** Nothing on the screen changes before all of it can. */
async function turn(): Promise<void> {
  const next = wanted;
  const news = await readBooks(open, next);
  if (next !== wanted) return turn();
  batch(() => {
    sentences.value = next === language.peek() ? { ...sentences.peek(), ...news } : news;
    language.value = next;
  });
}

/** A sentence in the agent's language. A missing key or a missing value fails the type check. */
export function t<K extends Key>(key: K, ...given: Given<K>): string {
  return filled(key, (given[0] ?? {}) as Record<string, string | number>);
}

function filled(key: Key, values: Record<string, string | number>): string {
  return (maybe(key) ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

type Counted = Key extends infer K ? (K extends `${infer Stem}.one` ? Stem : never) : never;

/** The sentence of `key.one` or `key.other`, as the language counts. */
export function many(stem: Counted, count: number, more: Record<string, string> = {}): string {
  const form = plurals.value.select(count) === "one" ? "one" : "other";
  return filled(`${stem}.${form}` as Key, { count, ...more });
}

/** For codes that others may add to: the words we have for one, or undefined. */
export function maybe(key: string): string | undefined {
  return Object.hasOwn(sentences.value, key) ? sentences.value[key as Key] : undefined;
}

/** A server's text that comes in several languages. */
export function inMine(texts: Partial<Record<string, string>>): string {
  return texts[language.value] ?? texts["en"] ?? Object.values(texts)[0] ?? "";
}

function known(name: string): Language {
  return name.toLowerCase().startsWith("es") ? "es" : "en";
}
