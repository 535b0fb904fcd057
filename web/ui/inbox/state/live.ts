import { batch } from "@preact/signals";
import type { Message, Thread } from "../api/words";
import { accountsChanged } from "./accounts";
import { forgetCards, touchCard } from "./card";
import { forget, forgetOthers, openThread, refresh, unsay } from "./conversation";
import { loadDesk } from "./desk";
import { call, give, wake } from "./given";
import { moved } from "./happened";
import { DESK } from "./later";
import { age as grow } from "./office";
import { confirm } from "./outgoing";
import { count, countSoon, loadAfresh } from "./pages";
import { route } from "./route";
import { askAgain, user } from "./session";
import type { Change } from "./stream";
import { leads } from "./tabs";
import { learn } from "./threads";
import { rests } from "./typing";
import { age } from "./ways";

/** These may change the customer or the episodes, which the stream does not carry. */
const TOLD_BY_THE_WHOLE = new Set(["customer.changed", "message.received", "message.written", "thread.closed", "thread.reopened"]);

/** Threads were put together, taken apart or taken away: nothing that is listed or open is as it was. */
const SHAKEN = new Set(["customer.merged", "customer.split", "customer.erased"]);

/** Bring the screen up to date with what happened. */
export function apply(changes: readonly Change[]): void {
  batch(() => {
    learn(changes.map((one) => one.thread).filter((one): one is Thread => one !== null));
    confirm(changes.map((one) => one.message).filter((one): one is Message => one !== null));
  });
  for (const change of changes) notice(change);
  if (changes.some(({ kind }) => SHAKEN.has(kind))) reload();
  if (leads()) DESK.there.peek()?.announce(changes);
  countSoon();
}

function notice({ kind, thread, message, actor_id, data }: Change): void {
  grow(kind);
  if (kind === "desk.changed" && data["user_id"] === user.peek()?.id) void loadDesk();
  if (kind === "thread.assigned" && thread) give(thread, data, actor_id);
  if (kind === "thread.mentioned" && thread && thread.id !== openId() && data["to"] === user.peek()?.id) call(thread, message?.author_name ?? "");
  if (kind === "message.undone" && thread) unsay(thread.id, data["message_id"] ?? "");
  if (kind === "thread.woke" && thread) wake(thread, actor_id);
  if (kind === "user.changed") askAgain().catch(() => undefined); // whoever was shut out stands before the login by then
  if (message?.direction === "in") rests(message.thread_id);
  if ((TOLD_BY_THE_WHOLE.has(kind) || message?.code) && thread) thread.id === openId() ? void refresh(thread.id) : forget(thread.id);
  if (thread) touchCard(thread.id, thread.id === openId());
  if (kind.startsWith("thread.") && thread?.id === openId()) moved.value += 1;
  if (!kind.startsWith("account.")) return;
  accountsChanged();
  age.value += 1;
}

/** Ask for everything again: after a gap nothing on the screen can be trusted. */
export function reload(): void {
  const here = route.peek();
  forgetOthers(openId());
  void count();
  void loadDesk();
  if (here.screen !== "inbox") return;
  void loadAfresh(here.view);
  forgetCards((id) => id === here.thread);
  if (!here.thread) return;
  touchCard(here.thread, true);
  moved.value += 1;
  void openThread(here.thread, true);
}

function openId(): string | null {
  const here = route.peek();
  return here.screen === "inbox" ? here.thread : null;
}
