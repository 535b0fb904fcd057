import type { Rule, When } from "../api/patience";
import { channelName } from "../words/channel";
import { languageName } from "../words/language";
import { t } from "../words/speak";
import { hoursAndMinutes } from "../words/when";
import { accounts, teams } from "./office";

/** Those whose signals are heard; a rule may name any other by its code. */
export const LANGUAGES: readonly string[] = ["en", "es", "pt", "fr", "de", "it"];

/** "WhatsApp, tag VIP: 50 % is left". */
export function ruleInWords({ when, leaves, minutes }: Rule): string {
  const left = minutes === null ? t("rule.says.leaves", { percent: Math.round((leaves ?? 1) * 100) }) : t("rule.says.minutes", { span: minutes < 1 ? `${minutes} ${t("unit.min")}` : hoursAndMinutes(minutes * 60_000) });
  const parts = partsOf(when);
  return parts.length ? `${parts.join(" · ")} → ${left}` : left;
}

function partsOf({ channel, account_id, team_id, language, tag, words, field }: When): string[] {
  return [
    channel && channelName(channel),
    account_id && (accounts.value.find(({ id }) => id === account_id)?.name ?? t("rule.gone")),
    team_id && (teams.value.find(({ id }) => id === team_id)?.name ?? t("rule.gone")),
    language && languageName(language),
    tag && t("rule.says.tag", { tag }),
    words?.length && t("rule.says.words", { words: words.join(", ") }),
    field && `${field.name}: ${field.value}`,
  ].filter((one): one is string => Boolean(one));
}
