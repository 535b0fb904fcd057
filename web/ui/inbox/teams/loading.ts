import { signal } from "@preact/signals";
import { type Desk, all as allDesks } from "../api/desks";
import { type Team, accountNames, all as allTeams } from "../api/teams";
import type { AccountName } from "../api/words";
import { complain } from "../state/notice";

export interface Office {
  teams: readonly Team[];
  desks: readonly Desk[];
  accounts: readonly AccountName[];
}

/** null until it was asked for. */
export const office = signal<Office | null>(null);

/** What was seen last stays where it fails. */
export async function load(): Promise<void> {
  try {
    const [teams, desks, accounts] = await Promise.all([allTeams(), allDesks(), accountNames()]);
    office.value = { teams, desks, accounts };
  } catch (problem) {
    complain(problem);
  }
}

/** By name, those that we know of. */
export const namesOf = (ids: readonly string[], named: readonly { id: string; name: string }[]): string[] =>
  named.filter(({ id }) => ids.includes(id)).map(({ name }) => name);

export const people = ({ desks }: Office): { id: string; name: string }[] => desks.map(({ user_id, name }) => ({ id: user_id, name }));
