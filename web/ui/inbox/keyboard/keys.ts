import { preferences } from "../state/preferences";
import { shortcutsOn } from "./shortcuts";

export const MAC = /Mac|iP/.test(navigator.platform);

/** What each command is called by, unless the agent has chosen a key of their own: one press, or two after each other. */
export const USUAL = {
  next: "j",
  previous: "k",
  select: "x",
  reply: "r",
  note: "n",
  channel: "c",
  macros: "m",
  promise: "p",
  take: "i",
  release: "u",
  assign: "a",
  snooze: "s",
  close: "e",
  skip: "q",
  tag: "t",
  angry: "!",
  before: "[",
  after: "]",
  fresh: ".",
  undo: "z",
  search: "/",
  map: "?",
  "go.queue": "g q",
  "go.mine": "g m",
  "go.team": "g t",
  "go.unassigned": "g u",
  "go.waiting": "g w",
  "go.snoozed": "g z",
  "go.mentions": "g n",
  "go.open": "g o",
  "go.closed": "g c",
  "go.search": "g /",
  "go.settings": "g s",
} as const;

export type CommandName = keyof typeof USUAL;

/** "" where they chose none. */
export const keysOf = (name: CommandName): string => preferences.value.keys[name] ?? USUAL[name];

/** For aria-keyshortcuts, which knows of no two presses after each other. */
export function keyOf(name: CommandName): string | undefined {
  const keys = keysOf(name);
  return shortcutsOn.value && keys && !keys.includes(" ") ? keys : undefined;
}

/** What something is called, with the key that does the same. */
export const withKey = (text: string, name: CommandName): string => (keyOf(name) ? `${text} (${keyOf(name)})` : text);

/** The command of these presses; null: it takes another press; undefined: they mean nothing. */
export function commandOf(presses: string): CommandName | null | undefined {
  const names = Object.keys(USUAL) as CommandName[];
  const name = names.find((one) => keysOf(one) === presses);
  return name ?? (names.some((one) => keysOf(one).startsWith(presses + " ")) ? null : undefined);
}

/** As browsers name it; a locked capital is none that was meant. */
export const pressOf = ({ key, shiftKey }: KeyboardEvent): string => (shiftKey ? key : key.toLowerCase());

/** Enter, arrows and the space bar belong to what has the focus. */
export const isSign = ({ key }: KeyboardEvent): boolean => [...key].length === 1 && key !== " ";

/** AltGr only writes: on many keyboards there is no other way to a bracket. */
export const isChord = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
