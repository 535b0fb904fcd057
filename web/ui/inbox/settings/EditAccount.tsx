import { change } from "../api/accounts";
import type { Account } from "../api/words";
import { channels, putAccount } from "../state/accounts";
import { say } from "../state/notice";
import { go, toSettings } from "../state/route";
import { t } from "../words/speak";
import { AccountForm } from "./AccountForm";
import { BackLink } from "./BackLink";
import { Snippet } from "./Snippet";

export function EditAccount({ account }: { account: Account }) {
  const form = channels.value?.find((one) => one.channel === account.channel);
  return (
    <section aria-labelledby="edit-title">
      <BackLink to={toSettings("accounts")} />
      <h2 id="edit-title">{account.name}</h2>
      {account.channel === "chat" && <div class="card"><Snippet account={account} /></div>}
      {form && (
        <div class="card">
          <AccountForm
            form={form}
            account={account}
            save={async (name, settings, force) => {
              putAccount(await change(account.id, { name, settings, force }));
              say(t("saved"));
              go(toSettings("accounts"));
            }}
          />
        </div>
      )}
    </section>
  );
}
