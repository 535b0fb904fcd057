import { t } from "../words/speak";

/** That this came since the agent looked last. Somebody who never looked is not told that all is new. */
export function New({ at, since }: { at: string; since: string | null }) {
  if (!since || Date.parse(at) <= Date.parse(since)) return null;
  return <span class="tag mine">{t("new")}</span>;
}
