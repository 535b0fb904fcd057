import type { Thread, View } from "../api/words";

/** Whether a thread stands in a view; says the same as the server's pages, so that live changes need no reload. */
export function belongs(thread: Thread, view: View, me: string): boolean {
  if (view === "closed") return thread.status === "closed";
  if (thread.status !== "open") return false;
  if (view === "mine") return thread.assignee_id === me;
  return view === "open" || (thread.due !== null && thread.assignee_id === null);
}

export function inOrder(view: View): (one: Thread, other: Thread) => number {
  return view === "queue" || view === "mine" ? dueFirst : newestFirst;
}

function dueFirst(one: Thread, other: Thread): number {
  return compare(moment(one.due), moment(other.due)) || compare(one.id, other.id);
}

function newestFirst(one: Thread, other: Thread): number {
  return compare(Date.parse(other.last_at), Date.parse(one.last_at)) || compare(other.id, one.id);
}

/** Those in whose thread nobody waits come last. */
const moment = (due: string | null): number => (due ? Date.parse(due) : Infinity);

function compare<T extends string | number>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
