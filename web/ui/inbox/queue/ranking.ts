/** Where a thread stands: the least `at` first. Never changed: who moves has a new place. */
export interface Place {
  readonly id: string;
  readonly at: number;
}

export const isBefore = (one: Place, other: Place): boolean => one.at < other.at || (one.at === other.at && one.id < other.id);

/** How many of them stand before this one; found by halving, so that many cost little. */
export function countBefore(places: readonly Place[], one: Place): number {
  let [from, to] = [0, places.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isBefore(places[middle]!, one)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Threads in their order, kept while they change one by one: nothing is ever sorted again. */
export class Ranking {
  readonly places: Place[];
  private readonly byId: Map<string, Place>;

  constructor(places: Place[]) {
    this.places = places.sort((one, other) => (isBefore(one, other) ? -1 : 1));
    this.byId = new Map(places.map((one) => [one.id, one]));
  }

  has(id: string): boolean {
    return this.byId.has(id);
  }

  /** at: undefined takes it out. */
  put(id: string, at: number | undefined): void {
    const old = this.byId.get(id);
    if (old?.at === at) return;
    if (old) this.places.splice(countBefore(this.places, old), 1);
    this.byId.delete(id);
    if (at === undefined) return;
    const place = { id, at };
    this.places.splice(countBefore(this.places, place), 0, place);
    this.byId.set(id, place);
  }
}
