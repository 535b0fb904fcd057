import { useSignal } from "@preact/signals";
import { type Health, change, check } from "../api/accounts";
import type { Account } from "../api/words";
import { Button } from "../parts/Button";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import { putAccount } from "../state/accounts";
import { complain, sentence } from "../state/notice";
import { toSettings } from "../state/route";
import { t } from "../words/speak";
import { ago } from "../words/when";
import { HealthMark } from "./HealthMark";

export function AccountCard({ account }: { account: Account }) {
  const checked = useSignal<Health | null>(null);
  const busy = useSignal(false);
  const look = async () => {
    busy.value = true;
    checked.value = await check(account.id).catch((problem: unknown) => ({ ok: false, message: sentence(problem) }));
    busy.value = false;
  };
  const pause = () => change(account.id, { paused: !account.paused }).then(putAccount, complain);
  return (
    <li class="card account" data-alarm={account.alarm !== ""}>
      <header>
        <h3>{account.name}</h3>
        <ChannelMark channel={account.channel} />
        <HealthMark account={account} failed={checked.value?.ok === false} />
      </header>
      {account.alarm && <p class="trouble"><Icon name="warning" />{account.alarm}</p>}
      <dl class="facts">
        <div><dt>{t("account.lastIn")}</dt><dd>{when(account.last_in_at)}</dd></div>
        <div><dt>{t("account.lastOut")}</dt><dd>{when(account.last_out_at)}</dd></div>
      </dl>
      <p role="status" class={checked.value?.ok ? "good" : "bad"}>{checked.value && said(checked.value)}</p>
      <div class="actions">
        <a class="button" href={toSettings("accounts", account.id)}><Icon name="settings" />{t("edit")}</a>
        <Button icon="pulse" busy={busy.value} onClick={() => void look()}>{t("account.check")}</Button>
        <Button icon={account.paused ? "play" : "pause"} onClick={() => void pause()}>
          {account.paused ? t("account.resume") : t("account.pause")}
        </Button>
      </div>
    </li>
  );
}

const when = (time: string | null): string => (time ? ago(time) : t("never"));
const said = (health: Health): string => health.message || (health.ok ? t("account.works") : t("account.fails"));
