import type { FixedView, Thread } from "../api/words";
import { promise } from "../composer/promising";
import { toNewest } from "../queue/window";
import { askFor, askForWay } from "../state/composer";
import { ask } from "../state/dialog";
import { DESK } from "../state/later";
import { openMacros } from "../state/macros";
import { takeBack } from "../state/notice";
import { VIEWS, go, route, toSearch, toSettings, toView } from "../state/route";
import { toggle } from "../state/selection";
import { isAdmin, oversees } from "../state/session";
import { tagging } from "../state/tagging";
import { threadOf } from "../state/threads";
import { assign, finishChosen, skip, snooze } from "../state/triage";
import { take, walk } from "../thread/steps";
import type { CommandName } from "./keys";
import { moveTo, openNext, startingPoint } from "./move";

const toViews = Object.fromEntries(VIEWS.map((view) => [`go.${view}`, () => go(toView(view))])) as Record<`go.${FixedView}`, () => void>;

/** Enter opens the row that has the focus by itself: a row is a link. */
const COMMANDS: Record<CommandName, () => void> = {
  next: () => moveTo(1),
  previous: () => moveTo(-1),
  select: () => startingPoint() && toggle(startingPoint()),
  reply: () => onOpen(() => askFor("reply")),
  note: () => onOpen(() => askFor("note")),
  channel: () => onOpen(askForWay),
  macros: () => onOpen(openMacros),
  promise: () => onOpen(({ id }) => promise(id)),
  take: () => onOpen(take),
  release: () => onOpen((thread) => thread.assignee_id && void walk(thread, "release")),
  assign: () => assign(),
  snooze: () => snooze(),
  close: () => finishChosen(openThread()),
  skip,
  tag: () => onOpen(({ id }) => (tagging.value = id)),
  angry: () => onOpen((thread) => DESK.there.peek()?.turn(thread)),
  before: () => openNext(-1),
  after: () => openNext(1),
  fresh: toNewest,
  undo: takeBack,
  search: () => go(toSearch()),
  map: () => ask("keys"),
  ...toViews,
  "go.search": () => go(toSearch()),
  "go.settings": () => go(toSettings(isAdmin.peek() ? "accounts" : oversees.peek() ? "patience" : "macros")),
};

export const run = (name: CommandName): void => COMMANDS[name]();

function onOpen(act: (thread: Thread) => void): void {
  const thread = openThread();
  if (thread) act(thread);
}

export function openThread(): Thread | undefined {
  const here = route.peek();
  return here.screen === "inbox" && here.thread ? threadOf(here.thread) : undefined;
}
