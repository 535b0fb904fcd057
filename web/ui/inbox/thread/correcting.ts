import type { Signal } from "@preact/signals";
import * as moods from "../api/moods";
import type { Message, Thread } from "../api/words";
import { conversationOf, hear } from "../state/conversation";
import { complain, say } from "../state/notice";
import { moodOf } from "../words/mood";
import { t } from "../words/speak";
import { isFelt } from "./felt";

export const soundsAngry = ({ mood }: Message): boolean => mood !== null && moodOf(mood) === "angry";

/** angry: what the agent says of it; null: what they said is taken back. The thread moves by the event that follows. */
export async function correct(message: Message, angry: boolean | null): Promise<void> {
  const before = message.mood?.tier === "agent" ? soundsAngry(message) : null;
  try {
    const corrected = await moods.correct(message.id, angry);
    hear([corrected]);
    if (angry === null) say(t("mood.back"));
    else say(angry ? t("mood.done.angry") : t("mood.done.notAngry"), () => void correct(corrected, before));
  } catch (problem) {
    complain(problem);
  }
}

/** Of the message that has the focus, else of the customer's last one: angry or not, the other of the two. */
export function turn(thread: Thread): void {
  const felt = conversationOf(thread.id)?.messages.filter(isFelt) ?? [];
  const focused = document.activeElement?.closest("[data-message]")?.getAttribute("data-message");
  const message = felt.find(({ id }) => id === focused) ?? felt.at(-1);
  if (message) void correct(message, !soundsAngry(message));
  else say(t("mood.nothing"));
}

export const ask = (messageId: string, why: Signal<moods.Why | null>): Promise<void> =>
  moods.why(messageId).then((found) => void (why.value = found), complain);
