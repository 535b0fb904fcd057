import type { Thread } from "../api/words";
import { askFor } from "../state/composer";
import { ask } from "../state/dialog";
import { go, leave, route, toSearch } from "../state/route";
import { tagging } from "../state/tags";
import { threadOf } from "../state/threads";
import { turn } from "../thread/correcting";
import { take, toggleClosed } from "../thread/steps";
import { moveTo } from "./move";

export type CommandName =
  | "next" | "previous" | "open" | "take" | "reply" | "note" | "close" | "tag" | "angry" | "search" | "map" | "back";

export interface Command {
  name: CommandName;
  key: string;
  run: () => void;
}

/** Everything that a single key does. Enter opens the row that has the focus by itself: a row is a link. */
export const commands: readonly Command[] = [
  { name: "next", key: "j", run: () => moveTo(1) },
  { name: "previous", key: "k", run: () => moveTo(-1) },
  { name: "open", key: "Enter", run: () => undefined },
  { name: "take", key: "t", run: () => onOpen(take) },
  { name: "reply", key: "r", run: () => onOpen(() => askFor("reply")) },
  { name: "note", key: "n", run: () => onOpen(() => askFor("note")) },
  { name: "close", key: "e", run: () => onOpen(toggleClosed) },
  { name: "tag", key: "l", run: () => onOpen(({ id }) => (tagging.value = id)) },
  { name: "angry", key: "!", run: () => onOpen(turn) },
  { name: "search", key: "/", run: () => go(toSearch()) },
  { name: "map", key: "?", run: () => ask("keys") },
  { name: "back", key: "Escape", run: leave },
];

function onOpen(run: (thread: Thread) => void): void {
  const here = route.peek();
  const thread = here.screen === "inbox" && here.thread ? threadOf(here.thread) : undefined;
  if (thread) run(thread);
}
