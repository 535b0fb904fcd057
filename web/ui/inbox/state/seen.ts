import { conversationOf } from "./conversation";

const begun = new Map<string, string>(); // by thread: where its last message stood when an answer was begun

/** writes: whether there is something of an answer. */
export function begin(threadId: string, writes: boolean): void {
  const last = conversationOf(threadId)?.messages.at(-1);
  if (!writes) begun.delete(threadId);
  else if (last && !begun.has(threadId)) begun.set(threadId, last.threaded_at);
}

/** The last message that whoever answers knows of. A colleague's answer is easily overlooked while one writes. */
export function seenIn(threadId: string, writer: string): string | null {
  const { messages = [] } = conversationOf(threadId) ?? {};
  const since = begun.get(threadId);
  const meanwhile = messages.slice(messages.findLastIndex(({ threaded_at }) => threaded_at === since) + 1);
  const answered = since && meanwhile.some(({ direction, author_id }) => direction === "out" && author_id && author_id !== writer);
  return (answered ? since : messages.at(-1)?.threaded_at) ?? null;
}
