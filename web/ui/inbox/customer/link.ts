import { route, toMessage } from "../state/route";

/** To a message of the thread, in the list that the agent has beside it. */
export function linkTo(threadId: string, messageId: string): string {
  const here = route.value;
  return toMessage(here.screen === "inbox" ? here.view : "queue", threadId, messageId);
}
