import { Empty } from "../parts/Empty";
import { Icon } from "../parts/Icon";
import { Loading } from "../parts/Loading";
import { accounts } from "../state/accounts";
import { toSettings } from "../state/route";
import { t } from "../words/speak";
import { AccountCard } from "./AccountCard";
import { AddAccount } from "./AddAccount";
import { EditAccount } from "./EditAccount";

export function Accounts({ item }: { item: string | null }) {
  const all = accounts.value;
  if (item === "new") return <AddAccount />;
  if (!all) return <Loading />;
  const edited = all.find((one) => one.id === item);
  if (edited) return <EditAccount key={edited.id} account={edited} />;
  return (
    <section aria-labelledby="accounts-title">
      <header class="section-head">
        <div>
          <h2 id="accounts-title">{t("settings.accounts")}</h2>
          <p class="faint">{t("accounts.lead")}</p>
        </div>
        <a class="button main" href={toSettings("accounts", "new")}><Icon name="plus" />{t("account.add")}</a>
      </header>
      {all.length ? (
        <ul class="cards">{all.map((one) => <AccountCard key={one.id} account={one} />)}</ul>
      ) : (
        <Empty icon="inbox" title={t("accounts.none")}><p>{t("accounts.none.next")}</p></Empty>
      )}
    </section>
  );
}
