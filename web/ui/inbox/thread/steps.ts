import { type Step, step } from "../api/threads";
import type { Thread } from "../api/words";
import { refresh } from "../state/conversation";
import { complain, say } from "../state/notice";
import { countSoon } from "../state/pages";
import { user } from "../state/session";
import { learn, threadOf } from "../state/threads";
import { customerName } from "../words/customer";
import { t } from "../words/speak";

const DONE = { take: "done.take", release: "done.release", close: "done.close", reopen: "done.reopen" } as const;

export const take = (thread: Thread) => void walk(thread, isMine(thread) ? "release" : "take");
export const toggleClosed = (thread: Thread) => void walk(thread, thread.status === "open" ? "close" : "reopen");
export const isMine = (thread: Thread): boolean => thread.assignee_id !== null && thread.assignee_id === user.value?.id;

/** When somebody else was faster the server says who; then the thread is read again, to show it. */
export async function walk(thread: Thread, name: Step): Promise<void> {
  try {
    learn([await step(thread.id, name)]);
    countSoon();
    say(t(DONE[name], { name: customerName(thread.customer_name) }));
  } catch (problem) {
    await refresh(thread.id);
    complain(holder(thread.id, name) ?? problem);
  }
}

/** Whoever was faster, in the agent's own language. */
function holder(id: string, name: Step): string | undefined {
  const now = threadOf(id);
  if (name !== "take" || !now?.assignee_name || isMine(now)) return undefined;
  return t("conflict.taken", { name: now.assignee_name });
}
