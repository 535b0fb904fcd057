import { signal } from "@preact/signals";

/** Grow with every change to what they are called by, so that a screen that shows it looks again. */
export const [teamsAge, patienceAge] = [signal(0), signal(0)];

const OF_TEAMS = new Set(["team.changed", "desk.changed", "thread.assigned", "thread.returned", "user.changed"]);

export function age(kind: string): void {
  if (OF_TEAMS.has(kind)) teamsAge.value += 1;
  if (kind === "patience.changed") patienceAge.value += 1;
}
