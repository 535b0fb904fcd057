import type { Thread } from "../api/words";
import { askFor } from "../state/composer";
import { go, leave, route, toSearch } from "../state/route";
import { tagging } from "../state/tags";
import { threadOf } from "../state/threads";
import { turn } from "../thread/correcting";
import { take, toggleClosed } from "../thread/steps";
import type { Key } from "../words/speak";
import { moveTo } from "./move";
import { mapShown } from "./shortcuts";

export interface Command {
  key: string;
  label: Key;
  run: () => void;
}

/** Everything that a single key does. Enter opens the row that has the focus by itself: a row is a link. */
export const commands: readonly Command[] = [
  { key: "j", label: "key.next", run: () => moveTo(1) },
  { key: "k", label: "key.previous", run: () => moveTo(-1) },
  { key: "Enter", label: "key.open", run: () => undefined },
  { key: "t", label: "key.take", run: () => onOpen(take) },
  { key: "r", label: "key.reply", run: () => onOpen(() => askFor("reply")) },
  { key: "n", label: "key.note", run: () => onOpen(() => askFor("note")) },
  { key: "e", label: "key.close", run: () => onOpen(toggleClosed) },
  { key: "l", label: "key.tag", run: () => onOpen(({ id }) => (tagging.value = id)) },
  { key: "!", label: "key.angry", run: () => onOpen(turn) },
  { key: "/", label: "key.search", run: () => go(toSearch()) },
  { key: "?", label: "key.map", run: () => (mapShown.value = true) },
  { key: "Escape", label: "key.back", run: leave },
];

function onOpen(run: (thread: Thread) => void): void {
  const here = route.peek();
  const thread = here.screen === "inbox" && here.thread ? threadOf(here.thread) : undefined;
  if (thread) run(thread);
}
