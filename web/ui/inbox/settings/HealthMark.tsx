import type { Account } from "../api/words";
import { Icon } from "../parts/Icon";
import { t } from "../words/speak";
import { lags } from "./lag";

/** failed: a check has just shown that it does not work. */
export function HealthMark({ account, failed }: { account: Account; failed: boolean }) {
  if (account.paused) return <span class="tag"><Icon name="pause" />{t("account.paused")}</span>;
  if (account.alarm || failed) return <span class="tag bad"><Icon name="warning" />{t("account.alarm")}</span>;
  if (lags(account.id)) return <span class="tag warn"><Icon name="clock" />{t("account.late")}</span>;
  return <span class="tag good"><Icon name="check" />{t("account.healthy")}</span>;
}
