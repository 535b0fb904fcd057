import type { Thread } from "../api/words";
import { user } from "../state/session";
import { t } from "../words/speak";

/** Why a row stands here no more, while it stays for whoever is in the list. */
export function Left({ thread }: { thread: Thread }) {
  return <b class="left-why">{why(thread, user.value?.id ?? "")}</b>;
}

function why({ status, snoozed_at, assignee_id, assignee_name, due }: Thread, me: string): string {
  if (status === "closed") return t("left.closed");
  if (snoozed_at) return t("left.snoozed");
  if (assignee_id === me) return t("left.mine");
  if (assignee_name) return t("left.taken", { name: assignee_name });
  return due ? t("left.moved") : t("left.answered");
}
