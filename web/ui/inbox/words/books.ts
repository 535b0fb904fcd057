import type { book as desk } from "./desk.en";
import type { book as inbox } from "./en";
import type { book as memory } from "./memory.en";
import type { book as patience } from "./patience.en";
import type { book as search } from "./search.en";
import type { book as settings } from "./settings.en";
import type { book as start } from "./start.en";

export type Language = "en" | "es";
export type Sentences = typeof desk & typeof inbox & typeof memory & typeof patience & typeof search & typeof settings & typeof start;
export type Key = keyof Sentences;
export type Book = Partial<Record<Key, string>>;

/** Each a file of the build, so that nobody loads a language they do not read, or words of a screen they do not open. */
const books = {
  desk: { en: () => import("./desk.en"), es: () => import("./desk.es") },
  inbox: { en: () => import("./en"), es: () => import("./es") },
  memory: { en: () => import("./memory.en"), es: () => import("./memory.es") },
  patience: { en: () => import("./patience.en"), es: () => import("./patience.es") },
  search: { en: () => import("./search.en"), es: () => import("./search.es") },
  settings: { en: () => import("./settings.en"), es: () => import("./settings.es") },
  start: { en: () => import("./start.en"), es: () => import("./start.es") },
} satisfies Record<string, Record<Language, () => Promise<{ book: Book }>>>;

export type BookName = keyof typeof books;

/** All of these as one. Rejects where one cannot be loaded. */
export async function readBooks(names: Iterable<BookName>, language: Language): Promise<Book> {
  const read = await Promise.all([...names].map((name) => books[name][language]()));
  return Object.assign({}, ...read.map(({ book }) => book)) as Book;
}
