import { signal } from "@preact/signals";
import { keep, recall } from "./kept";
import { user } from "./session";

/** Whom a note can name. */
export interface Nameable {
  id: string;
  name: string;
}

const known = signal<readonly Nameable[] | null>(null);
const place = () => `colleagues.${user.peek()?.id ?? ""}`;

/** As last heard; a note that was begun before a reload names whom it named. */
export const colleagues = (): readonly Nameable[] => known.value ?? (JSON.parse(recall(place()) || "[]") as Nameable[]);

export function learnColleagues(all: readonly Nameable[]): void {
  known.value = all.map(({ id, name }) => ({ id, name }));
  keep(place(), JSON.stringify(known.value));
}

/** Whom a note names, by id; "@Ana García" does not name Ana. */
export function namedIn(text: string): string[] {
  const named = new Set<string>();
  for (const { name } of [...colleagues()].sort((one, other) => other.name.length - one.name.length)) {
    if (text.includes(`@${name}`)) named.add(name);
    text = text.replaceAll(`@${name}`, "");
  }
  return colleagues().filter(({ name }) => named.has(name)).map(({ id }) => id);
}
