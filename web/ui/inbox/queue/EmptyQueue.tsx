import { useEffect } from "preact/hooks";
import type { View } from "../api/words";
import { Empty } from "../parts/Empty";
import type { IconName } from "../parts/icons";
import { accounts, loadAccounts } from "../state/accounts";
import { toSettings } from "../state/route";
import { isAdmin } from "../state/session";
import { t } from "../words/speak";

const ICONS: Record<View, IconName> = { queue: "done", mine: "hand", open: "inbox", closed: "check" };

export function EmptyQueue({ view }: { view: View }) {
  useEffect(() => void (isAdmin.peek() && !accounts.peek() && loadAccounts()), []);
  if (isAdmin.value && accounts.value?.length === 0) {
    return (
      <Empty icon="plus" title={t("accounts.none")}>
        <p>{t("accounts.none.next")}</p>
        <a class="button main" href={toSettings("accounts", "new")}>{t("account.add")}</a>
      </Empty>
    );
  }
  return (
    <Empty icon={ICONS[view]} title={t(`empty.${view}`)}>
      <p>{t(`empty.${view}.next`)}</p>
    </Empty>
  );
}
