import type { Thread } from "../api/words";
import { t } from "../words/speak";
import { untilNow } from "../words/when";

export function Waiting({ thread }: { thread: Thread }) {
  if (!thread.waiting_since) return null;
  return <span class="waiting">{t("waiting", { span: untilNow(thread.waiting_since) })}</span>;
}
