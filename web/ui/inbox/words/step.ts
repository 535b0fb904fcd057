import type { Step } from "../api/steps";
import { user } from "../state/session";
import { maybe, t } from "./speak";
import { dayAndTime } from "./when";

/** What was done, in one sentence: "Taken by Ana". */
export function stepWords(step: Step): string {
  const { kind, data } = step;
  const [name, to] = [who(step.actor_id, step.actor_name), who(data["to"] ?? null, step.to_name)];
  switch (kind) {
    case "thread.taken":
      return t("step.taken", { name });
    case "thread.assigned":
      return step.actor_id ? t("step.assigned.by", { name, to }) : t("step.assigned", { to });
    case "thread.released":
      return t("step.released", { name });
    case "thread.returned":
      return t("step.returned");
    case "thread.stalled":
      return t("step.stalled");
    case "thread.closed":
      return t("step.closed", { name });
    case "thread.reopened":
      return t("step.reopened", { name });
    case "thread.snoozed":
      return data["until"] ? t("step.snoozed", { name, until: dayAndTime(data["until"]) }) : t("step.snoozed.reply", { name });
    case "thread.woke":
      if (step.actor_id) return t("step.woke.by", { name });
      return data["why"] === "reply" ? t("step.woke.reply") : t("step.woke");
    case "thread.skipped":
      return data["reason"] ? t("step.skipped.why", { name, reason: reasonWords(data["reason"]) }) : t("step.skipped", { name });
    default:
      return kind;
  }
}

const who = (id: string | null, name: string): string => (id !== null && id === user.value?.id ? t("step.you") : name || "Hilo");

/** One of those that are offered, or the agent's own words. */
const reasonWords = (reason: string): string => maybe(`skipped.${reason}`) ?? reason;
