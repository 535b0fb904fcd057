import { type CommandName, USUAL, commandOf, isChord, isSign, keysOf, pressOf } from "../keyboard/keys";
import { prefer } from "./prefer";

export const NAMES = Object.keys(USUAL) as CommandName[];

/** The command in whose way these presses would be, or that is in theirs. */
export function rivalOf(name: CommandName, presses: string): CommandName | undefined {
  if (!presses) return undefined;
  const isInTheWay = (keys: string) => keys === presses || keys.startsWith(presses + " ") || presses.startsWith(keys + " ");
  return NAMES.find((one) => one !== name && keysOf(one) && isInTheWay(keysOf(one)));
}

/** What stands so far, with this press. ready: nothing more is waited for. null: no key that could be chosen. */
export function add(first: string, event: KeyboardEvent): { presses: string; ready: boolean } | null {
  if (event.key === "Backspace" || event.key === "Delete") return { presses: "", ready: true };
  if (isChord(event) || !isSign(event)) return null;
  const presses = first + pressOf(event);
  return { presses, ready: first !== "" || commandOf(presses) !== null };
}

export const rekey = (name: CommandName, presses: string): void =>
  prefer({ keys: { [name]: presses === USUAL[name] ? null : presses } });
