import { signal } from "@preact/signals";
import type { Table } from "../api/patience";
import { type Team, accountNames, all } from "../api/teams";
import type { AccountName } from "../api/words";
import { complain } from "../state/notice";

/** What the table speaks of: teams, and accounts by their names. */
export const teams = signal<readonly Team[]>([]);
export const accounts = signal<readonly AccountName[]>([]);

export async function loadOffice(): Promise<void> {
  try {
    [teams.value, accounts.value] = await Promise.all([all(), accountNames()]);
  } catch (problem) {
    complain(problem);
  }
}

/** Those of the table first, then those that the accounts have besides. */
export const channelsOf = ({ patience }: Table): string[] => [...new Set([...Object.keys(patience), ...accounts.value.map(({ channel }) => channel)])];
