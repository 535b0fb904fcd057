import { isGone } from "../api/request";
import { templatesOf } from "../api/templates";
import { type Undone, undo } from "../api/undo";
import type { Message } from "../api/words";
import { askFor } from "../state/composer";
import { unsay } from "../state/conversation";
import { putBack } from "../state/drafts";
import { complain } from "../state/notice";
import { countSoon } from "../state/pages";
import { pledge } from "../state/pledges";
import { takeBackGiven } from "../state/promised";
import { writeWith } from "../state/templates";
import { learn } from "../state/threads";
import { goTo, openId } from "../state/triage";
import { giveBack } from "../state/uploads";
import { pick } from "../state/ways";

type Letter = Omit<Undone, "thread" | "client_id">;

/** Take an answer back while it is held: all that was written stands in the composer again. */
export async function retract(message: Message): Promise<void> {
  try {
    const { thread, ...letter } = await undo(message.id);
    learn([thread]);
    await lay(message, letter);
  } catch (problem) {
    // the first time it was done, and only the answer was lost: then what stood here is what was written
    if (isGone(problem)) await lay(message, { ...message, files: message.attachments, template: null, promises: [] });
    else complain(problem);
  }
}

async function lay({ id, client_id, thread_id }: Message, letter: Letter): Promise<void> {
  const { identity_id, account_id, channel, text, files, promises: [promised] } = letter;
  const given = takeBackGiven(client_id) ?? promised;
  if (identity_id) pick(thread_id, { identity_id, account_id });
  if (letter.template) await fill(thread_id, letter);
  else putBack(thread_id, "reply", channel, text);
  giveBack(thread_id, files);
  if (given) pledge(thread_id, { text: given.text, due_at: given.due_at, marked: true, own: true });
  unsay(thread_id, id);
  countSoon();
  if (openId() !== thread_id) goTo(thread_id);
  askFor("reply");
}

/** If it is there no more, another one has to be chosen. */
async function fill(threadId: string, { account_id, template: filled }: Letter): Promise<void> {
  const offered = await templatesOf(account_id ?? "").catch(() => []);
  const template = offered.find(({ id, language }) => id === filled?.id && language === filled.language);
  writeWith(threadId, filled && template ? { template, values: filled.values } : null);
}
