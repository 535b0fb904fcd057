import type { Thread } from "../api/words";
import { Icon } from "../parts/Icon";
import { now } from "../state/clock";
import { t } from "../words/speak";
import { exact, span, stamp } from "../words/when";

const SOON = 10 * 60_000;

/** How long is left until an answer is due; for those who do not wait, when something was last said. */
export function Due({ thread }: { thread: Thread }) {
  if (!thread.due) return <time class="due" dateTime={thread.last_at} title={exact(thread.last_at)}>{stamp(thread.last_at)}</time>;
  const left = Date.parse(thread.due) - now.value;
  const kind = left < 0 ? "late" : left < SOON ? "soon" : "";
  const words = left < 0 ? t("due.late", { span: span(left) }) : t("due.in", { span: span(left) });
  return (
    <time class={`due ${kind}`} dateTime={thread.due} title={t("due.at", { time: exact(thread.due) })}>
      {kind && <Icon name={kind === "late" ? "alarm" : "clock"} />}
      {words}
    </time>
  );
}
