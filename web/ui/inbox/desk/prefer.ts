import * as api from "../api/session";
import type { Preferences } from "../api/words";
import { complain } from "../state/notice";
import { chosen, preferences } from "../state/preferences";
import { know } from "../state/session";

let before: Promise<void> = Promise.resolve(); // one after the other: the last that was asked for holds
let waiting = 0;

/** Holds on the screen at once; what the server refuses is taken back, and said. */
export function prefer(wish: api.Wish): void {
  chosen.value = { ...chosen.peek(), ...shown(wish) };
  waiting += 1;
  before = before.then(() => carry(wish));
}

function shown({ keys, ...rest }: api.Wish): Partial<Preferences> {
  if (keys === undefined) return rest;
  const all = Object.entries({ ...(keys && preferences.peek().keys), ...keys });
  return { ...rest, keys: Object.fromEntries(all.filter((one): one is [string, string] => one[1] !== null)) };
}

async function carry(wish: api.Wish): Promise<void> {
  try {
    know(await api.prefer(wish));
  } catch (problem) {
    complain(problem);
  }
  waiting -= 1;
  if (!waiting) chosen.value = {};
}
