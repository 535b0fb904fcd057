import { type Deed, next, undoClose } from "../api/triage";
import { step } from "../api/threads";
import type { Thread } from "../api/words";
import { walk } from "../thread/steps";
import { customerName } from "../words/customer";
import { t } from "../words/speak";
import { refresh } from "./conversation";
import { type DialogName, ask } from "./dialog";
import { DESK } from "./later";
import { complain, say } from "./notice";
import { arrived } from "./outgoing";
import { countSoon } from "./pages";
import { go, route, toThread, toView } from "./route";
import { selected } from "./selection";
import { learn } from "./threads";

/** What a key is for: all that are selected, else the thread that is open. */
function chosen(): readonly string[] {
  const open = openId();
  return selected.peek().size ? [...selected.peek()] : open ? [open] : [];
}

export const openId = (): string | null => place().thread;

function place() {
  const here = route.peek();
  return here.screen === "inbox" ? here : { view: "queue" as const, thread: null };
}

let aim: readonly string[] = [];

/** What the dialog is for that was opened last. */
export const aimedAt = (): readonly string[] => aim;

/** Dialogs that ask until when, to whom, and why. */
const asking = (name: DialogName) => (ids = chosen()): void => {
  aim = ids;
  if (ids.length) ask(name);
};
export const snooze = asking("snooze");
export const assign = asking("assign");
export const skip = (): void => void (openId() && ask("skip"));

/** Close all that are selected, else the open thread. */
export function finishChosen(open?: Thread): void {
  if (selected.peek().size) void act({ step: "close" }, chosen());
  else if (open) finish(open);
}

/** A thread that is closed gives way to the next. What is closed already is opened again. */
export const finish = (thread: Thread): void => void (thread.status === "open" ? closeAndNext(thread) : walk(thread, "reopen"));

/** With a way back, and with what could not be done said. */
export async function act(deed: Deed, ids: readonly string[]): Promise<void> {
  if (!DESK.there.peek()) await DESK.load();
  await DESK.there.peek()?.doAll(deed, ids);
}

/** What was sent goes first: an answer that came after the closing would open the thread again. */
async function closeAndNext(thread: Thread): Promise<void> {
  try {
    if (!(await arrived(thread.id))) return complain(new Error(t("unsent")));
    learn([await step(thread.id, "close")]);
    say(t("done.close", { name: customerName(thread.customer_name) }), () => void comeBack(thread.id));
    await goOn(thread.id);
  } catch (problem) {
    await refresh(thread.id);
    complain(problem);
  }
}

/** On to whoever most needs us; where nobody does, to the list, which says so. Whoever has gone elsewhere stays there. */
export async function goOn(after: string): Promise<void> {
  countSoon();
  if (openId() !== after) return;
  const { thread } = await next(after);
  if (thread) learn([thread]);
  if (openId() === after) thread ? goTo(thread.id) : go(toView(place().view));
}

export const goTo = (id: string): void => go(toThread(place().view, id));

/** To what was closed by mistake, as it stood. */
async function comeBack(id: string): Promise<void> {
  try {
    learn([await undoClose(id)]);
    countSoon();
    goTo(id);
  } catch (problem) {
    complain(problem);
  }
}
