import { useEffect, useRef } from "preact/hooks";
import type { Account } from "../api/words";
import { Empty } from "../parts/Empty";
import { Icon } from "../parts/Icon";
import { Loading } from "../parts/Loading";
import { accounts, dropAccount, watchHealth } from "../state/accounts";
import { say } from "../state/notice";
import { toSettings } from "../state/route";
import { t } from "../words/speak";
import { AccountCard } from "./AccountCard";
import { AddAccount } from "./AddAccount";
import { DeepLine } from "./DeepLine";
import { EditAccount } from "./EditAccount";

export function Accounts({ item }: { item: string | null }) {
  useEffect(watchHealth, []);
  const all = accounts.value;
  if (item === "new") return <AddAccount />;
  if (!all) return <Loading />;
  const edited = all.find((one) => one.id === item);
  return edited ? <EditAccount key={edited.id} account={edited} /> : <List accounts={all} />;
}

function List({ accounts }: { accounts: readonly Account[] }) {
  const title = useRef<HTMLHeadingElement>(null);
  const removed = (account: Account) => {
    dropAccount(account.id);
    say(t("account.removed", { name: account.name }));
    setTimeout(() => title.current?.focus()); // the button that had the focus is gone with its card
  };
  return (
    <section aria-labelledby="accounts-title">
      <header class="section-head">
        <div>
          <h2 id="accounts-title" ref={title} tabIndex={-1}>{t("settings.accounts")}</h2>
          <p class="faint">{t("accounts.lead")}</p>
        </div>
        <a class="button main" href={toSettings("accounts", "new")}><Icon name="plus" />{t("account.add")}</a>
      </header>
      <DeepLine />
      {accounts.length ? (
        <ul class="cards">{accounts.map((one) => <AccountCard key={one.id} account={one} onRemoved={() => removed(one)} />)}</ul>
      ) : (
        <Empty icon="inbox" title={t("accounts.none")}><p>{t("accounts.none.next")}</p></Empty>
      )}
    </section>
  );
}
