import type { Thread } from "../api/words";
import { Icon } from "../parts/Icon";
import { t } from "../words/speak";
import { dayAndTime } from "../words/when";

/** Until when a thread is put aside, or since when it is back. */
export function Snoozed({ thread: { snoozed_at, wake_at } }: { thread: Thread }) {
  if (!snoozed_at && !wake_at) return null;
  const time = wake_at ? dayAndTime(wake_at) : "";
  const words = !snoozed_at ? t("snooze.back", { time }) : time ? t("snooze.until", { time }) : t("snooze.reply");
  return <span class="holder"><Icon name="clock" />{words}</span>;
}
