import { useSignal } from "@preact/signals";
import { type Verdict, change, check } from "../api/accounts";
import type { Account } from "../api/words";
import { Button } from "../parts/Button";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import { formOf, putAccount } from "../state/accounts";
import { complain, sentence } from "../state/notice";
import { toSettings } from "../state/route";
import { inMine, t } from "../words/speak";
import { Condition } from "./Condition";
import { HealthMark } from "./HealthMark";
import { Hook } from "./Hook";
import { RemoveDialog } from "./RemoveDialog";
import { TestDialog } from "./TestDialog";

interface AccountCardProps {
  account: Account;
  onRemoved: () => void;
}

export function AccountCard({ account, onRemoved }: AccountCardProps) {
  const checked = useSignal<Verdict | null>(null);
  const busy = useSignal(false);
  const asked = useSignal<"" | "test" | "remove">("");
  const form = formOf(account);
  const look = async () => {
    busy.value = true;
    checked.value = await check(account.id).catch((problem: unknown) => ({ ok: false, message: sentence(problem) }));
    busy.value = false;
  };
  const pause = () => change(account.id, { paused: !account.paused }).then(putAccount, complain);
  const close = () => (asked.value = "");
  return (
    <li class="card account" data-alarm={account.alarm !== ""}>
      <header>
        <h3>{account.name}</h3>
        <ChannelMark channel={account.channel} title={form ? inMine(form.title) : account.connector} />
        <HealthMark account={account} failed={checked.value?.ok === false} />
      </header>
      {account.alarm && <p class="trouble"><Icon name="warning" />{account.alarm}</p>}
      <Condition account={account} />
      <Hook account={account} />
      <p role="status" class={checked.value?.ok ? "good" : "bad"}>{checked.value && said(checked.value)}</p>
      <div class="actions">
        <a class="button" href={toSettings("accounts", account.id)}><Icon name="settings" />{t("edit")}</a>
        <Button icon="pulse" busy={busy.value} onClick={() => void look()}>{t("account.check")}</Button>
        {form?.tests && <Button icon="send" onClick={() => (asked.value = "test")}>{t("test")}</Button>}
        <Button icon={account.paused ? "play" : "pause"} onClick={() => void pause()}>
          {account.paused ? t("account.resume") : t("account.pause")}
        </Button>
        <Button icon="trash" onClick={() => (asked.value = "remove")}>{t("remove")}</Button>
      </div>
      {asked.value === "test" && <TestDialog account={account} onClose={close} />}
      {asked.value === "remove" && <RemoveDialog account={account} onClose={close} onRemoved={onRemoved} />}
    </li>
  );
}

const said = (verdict: Verdict): string => verdict.message || (verdict.ok ? t("account.works") : t("account.fails"));
