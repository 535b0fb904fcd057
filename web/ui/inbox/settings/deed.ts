import type { Entry } from "../api/audit";
import type { IconName } from "../parts/icons";
import { maybe, t } from "../words/speak";

const ICONS: readonly (readonly [start: string, icon: IconName])[] = [
  ["thread.read", "eye"],
  ["customer.exported", "down"],
  ["customer.erased", "trash"],
  ["customer.", "people"],
  ["user.", "person"],
  ["patience.", "clock"],
  ["account.forgot", "trash"],
  ["account.", "settings"],
];

export const deedIcon = ({ action }: Entry): IconName => ICONS.find(([start]) => action.startsWith(start))?.[1] ?? "note";

/** What was done, as a sentence. An action that we have no words for is called by its code: nothing is left out. */
export function deedWords(entry: Entry): string {
  const { action, data } = entry;
  const actor = entry.actor_name || t("audit.hilo");
  const customer = entry.customer_id ? entry.customer_name || t("audit.nameless") : "";
  const given = { ...data, ...roles(data), changed: parts(data), actor, customer };
  const said = sentences(action, data).map((one) => filled(one, given)).filter((one) => one !== undefined);
  if (said.length) return said.join("; ");
  return [t("audit.other", { actor, action }), customer && `(${customer})`].filter(Boolean).join(" ");
}

/** One for each thing that the data tells of it, else the one of the action itself. */
function sentences(action: string, data: Record<string, string>): string[] {
  const ones = Object.entries(data).map(([key, value]) => maybe(`audit.${action}.${key}.${value || "none"}`) ?? maybe(`audit.${action}.${key}`));
  const told = ones.filter((one) => one !== undefined);
  return told.length ? told : [maybe(`audit.${action}`)].filter((one) => one !== undefined);
}

/** undefined where an older or newer Hilo wrote down less than our words need. */
function filled(sentence: string, given: Record<string, string>): string | undefined {
  const names = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  if (!names.every((name) => Object.hasOwn(given, name))) return undefined;
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => given[name] ?? "");
}

/** "rules, hours" as the reader calls them. */
const parts = ({ changed = "" }: Record<string, string>): string => changed.split(", ").map((one) => maybe(`part.${one}`) ?? one).join(", ");

/** As the reader calls them. */
function roles(data: Record<string, string>): Record<string, string> {
  const named = ["role", "role_before"].map((key) => [key, maybe(`role.${data[key]}`)?.toLocaleLowerCase() ?? data[key]] as const);
  return Object.fromEntries(named.filter((one): one is [string, string] => one[1] !== undefined));
}
