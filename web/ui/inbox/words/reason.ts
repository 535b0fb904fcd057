import type { Reason } from "../api/words";
import type { IconName } from "../parts/icons";
import { channelName } from "./channel";
import { many, maybe } from "./speak";

const ICONS: Partial<Record<string, IconName>> = {
  angry: "flame",
  upset: "frown",
  asks_human: "person",
  threatens: "alarm",
  repeated: "stack",
  unanswered: "stack",
  returned: "back",
  overdue: "alarm",
  promised: "clock",
};

export const reasonIcon = (reason: Reason): IconName | undefined => ICONS[reason.code];
const GRAVE = new Set(["angry", "threatens", "asks_human"]);
export const isGrave = (reason: Reason): boolean => GRAVE.has(reason.code);

/** Why a thread ranks where it does. A code that we have no words for still says something. */
export function reasonWords(reason: Reason): string {
  const { code, count = 0, channel = "" } = reason;
  if (code === "repeated" || code === "unanswered") return many("reason.repeated", count);
  if (code === "channel") return channelName(channel);
  return maybe(`reason.${code}`) ?? code.replaceAll("_", " ");
}
