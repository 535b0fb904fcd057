import { retry } from "../api/threads";
import type { DeliveryState, Message } from "../api/words";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import type { IconName } from "../parts/icons";
import { hear } from "../state/conversation";
import { complain } from "../state/notice";
import { t } from "../words/speak";

const ICONS: Record<DeliveryState, IconName> = {
  queued: "clock",
  sending: "up",
  sent: "check",
  delivered: "checks",
  read: "eye",
  failed: "warning",
  uncertain: "question",
};

export function Delivery({ message }: { message: Message }) {
  const { state } = message;
  if (!state) return null;
  const stuck = state === "failed" || state === "uncertain";
  const again = () => retry(message.id).then((sent) => hear([sent]), complain);
  return (
    <footer class={`delivery ${state}`}>
      <span class="delivery-state"><Icon name={ICONS[state]} />{t(`state.${state}`)}</span>
      {stuck && (
        <>
          <span class="delivery-why">{state === "uncertain" ? t("uncertain.help") : ""} {message.state_detail}</span>
          <Button icon="reopen" onClick={() => void again()}>{state === "uncertain" ? t("retry.uncertain") : t("retry")}</Button>
        </>
      )}
    </footer>
  );
}
