import { step } from "../api/threads";
import { skip, unskip } from "../api/triage";
import type { Thread } from "../api/words";
import { complain, say } from "../state/notice";
import { countSoon } from "../state/pages";
import { learn } from "../state/threads";
import { goOn, goTo } from "../state/triage";
import { isMine } from "../thread/steps";
import { customerName } from "../words/customer";
import { t } from "../words/speak";

/** It is not ours any more, and the next one is. */
export async function passOver(thread: Thread, reason: string): Promise<void> {
  learn([await skip(thread.id, reason)]);
  say(t("done.skip", { name: customerName(thread.customer_name) }), () => void comeBack(thread).catch(complain));
  await goOn(thread.id);
}

/** It may come up again, and is ours again if it was. */
async function comeBack(thread: Thread): Promise<void> {
  await unskip(thread.id);
  if (isMine(thread)) learn([await step(thread.id, "take")]);
  countSoon();
  goTo(thread.id);
}
