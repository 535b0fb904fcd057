import { useEffect } from "preact/hooks";
import type { FixedView, View } from "../api/words";
import { Empty } from "../parts/Empty";
import type { IconName } from "../parts/icons";
import { accounts, loadAccounts } from "../state/accounts";
import { toSettings } from "../state/route";
import { isAdmin } from "../state/session";
import { t } from "../words/speak";

const ICONS: Record<FixedView | "own", IconName> = {
  queue: "done", mine: "hand", team: "people", unassigned: "done", waiting: "calm", snoozed: "clock", mentions: "note",
  open: "inbox", closed: "check", own: "search",
};

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
  const kind = view.includes("/") ? "own" : (view as FixedView);
  return (
    <Empty icon={ICONS[kind]} title={t(`empty.${kind}`)}>
      <p>{t(`empty.${kind}.next`)}</p>
    </Empty>
  );
}
