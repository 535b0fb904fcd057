import { useSignal } from "@preact/signals";
import type { Account } from "../api/words";
import { Loading } from "../parts/Loading";
import { channels } from "../state/accounts";
import { toSettings } from "../state/route";
import { t } from "../words/speak";
import { AccountMaker } from "./AccountMaker";
import { BackLink } from "./BackLink";
import { Connected } from "./Connected";

export function AddAccount() {
  const made = useSignal<Account | null>(null);
  return (
    <section aria-labelledby="add-title">
      <BackLink to={toSettings("accounts")} />
      <h2 id="add-title">{t("account.add")}</h2>
      <div class="card">
        {made.value ? (
          <>
            <Connected account={made.value} />
            <a class="button main" href={toSettings("accounts")}>{t("account.toAll")}</a>
          </>
        ) : channels.value ? (
          <AccountMaker onMade={(account) => (made.value = account)} />
        ) : (
          <Loading />
        )}
      </div>
    </section>
  );
}
