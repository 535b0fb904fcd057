import type { ComponentChildren } from "preact";
import type { Account } from "../api/words";
import { Icon } from "../parts/Icon";
import type { IconName } from "../parts/icons";
import { health } from "../state/accounts";
import { ago } from "../words/past";
import { many, t } from "../words/speak";
import { exact, untilNow } from "../words/when";
import { isLate } from "./lag";

/** How an account fares, in words. */
export function Condition({ account }: { account: Account }) {
  const { unread = 0, oldest_unread_at, queued = 0, oldest_queued_at, failed = 0 } = health.value.get(account.id) ?? {};
  const { last_in_at, last_out_at, last_error, last_error_at } = account;
  return (
    <ul class="condition">
      {account.paused && <Line icon="pause">{t("account.paused.help")}</Line>}
      <Line icon="down" at={last_in_at}>{last_in_at ? t("account.lastIn", { ago: ago(last_in_at) }) : t("account.lastIn.never")}</Line>
      <Line icon="up" at={last_out_at}>{last_out_at ? t("account.lastOut", { ago: ago(last_out_at) }) : t("account.lastOut.never")}</Line>
      {oldest_unread_at && <Line icon="clock" late={isLate(oldest_unread_at)}>{many("account.unread", unread, { span: untilNow(oldest_unread_at) })}</Line>}
      {oldest_queued_at && <Line icon="clock" late={isLate(oldest_queued_at)}>{many("account.queued", queued, { span: untilNow(oldest_queued_at) })}</Line>}
      {failed > 0 && <Line icon="warning">{many("account.failed", failed)}</Line>}
      {last_error_at && last_error !== account.alarm && (
        <Line icon="warning" at={last_error_at}>{t("account.lastError", { ago: ago(last_error_at), error: last_error })}</Line>
      )}
    </ul>
  );
}

interface LineProps {
  icon: IconName;
  at?: string | null;
  late?: boolean;
  children: ComponentChildren;
}

function Line({ icon, at, late = false, children }: LineProps) {
  return <li class={late ? "late" : ""} title={at ? exact(at) : undefined}><Icon name={icon} /><span>{children}</span></li>;
}
