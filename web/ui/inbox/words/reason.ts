import type { Reason } from "../api/words";
import type { IconName } from "../parts/icons";
import { channelName } from "./channel";
import { many, maybe, t } from "./speak";

const ICONS: Partial<Record<string, IconName>> = {
  angry: "flame",
  upset: "frown",
  uneasy: "calm",
  worsening: "worse",
  asks_human: "person",
  threatens: "alarm",
  vulnerable: "heart",
  urgent: "bolt",
  repeated: "stack",
  repeats: "stack",
  broken_promise: "warning",
  streak: "stack",
  present: "eye",
  rule: "note",
  solved: "check",
  returned: "back",
  undelivered: "warning",
  promised: "clock",
};

export const iconOf = (code: string): IconName | undefined => ICONS[code];
const GRAVE = new Set(["angry", "threatens", "asks_human", "vulnerable", "broken_promise"]);
export const isGrave = (reason: Reason): boolean => GRAVE.has(reason.code);

/** Why a thread ranks where it does. A code that we have no words for still says something. */
export function reasonWords({ code, count = 0, channel = "", name = "" }: Reason): string {
  if (code === "channel") return channelName(channel);
  if (code === "rule" && name) return name;
  if (code === "repeated") return count ? many("reason.repeated", count) : t("reason.repeats");
  if (code === "broken_promise") return many("reason.broken_promise", count);
  if (code === "streak") return maybe(`reason.streak.${count + 1}`) ?? t("reason.streak", { count: count + 1 });
  return maybe(`reason.${code}`) ?? code.replaceAll("_", " ");
}

/** Why a thread was given to somebody. */
export function givenWords(codes: readonly string[]): string {
  return codes.map((code) => maybe(`given.${code}`) ?? code.replaceAll("_", " ")).join(", ");
}
