import type { Account } from "../api/words";
import { Icon } from "../parts/Icon";
import { t } from "../words/speak";
import { Snippet } from "./Snippet";

/** What to know once an account is connected. */
export function Connected({ account }: { account: Account }) {
  return (
    <div class="connected">
      <p class="good"><Icon name="done" /> {t("account.connected", { name: account.name })}</p>
      {account.channel === "chat" ? <Snippet account={account} /> : <p>{t("account.connected.next")}</p>}
    </div>
  );
}
