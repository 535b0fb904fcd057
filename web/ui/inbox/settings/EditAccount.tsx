import { change } from "../api/accounts";
import type { Account } from "../api/words";
import { Trouble } from "../parts/Trouble";
import { channels, formOf, putAccount } from "../state/accounts";
import { say } from "../state/notice";
import { go, toSettings } from "../state/route";
import { t } from "../words/speak";
import { AccountForm } from "./AccountForm";
import { BackLink } from "./BackLink";
import { DeepLine } from "./DeepLine";
import { Hook } from "./Hook";
import { Keeping } from "./Keeping";
import { Snippet } from "./Snippet";

export function EditAccount({ account }: { account: Account }) {
  const form = formOf(account);
  const save = async (name: string, settings: Account["settings"], force: boolean) => {
    putAccount(await change(account.id, { name, settings, force }));
    say(t("saved"));
    go(toSettings("accounts"));
  };
  return (
    <section aria-labelledby="edit-title">
      <BackLink to={toSettings("accounts")} />
      <h2 id="edit-title">{account.name}</h2>
      <DeepLine />
      {account.connector === "chat" && <div class="card"><Snippet account={account} /></div>}
      {channels.value && !form && <Trouble text={t("account.unknown", { connector: account.connector })} />}
      {form && (
        <div class="card">
          <Hook account={account} />
          <AccountForm form={form} account={account} save={save} />
        </div>
      )}
      <div class="card"><Keeping account={account} /></div>
    </section>
  );
}
