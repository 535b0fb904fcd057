import { retry } from "../api/threads";
import type { DeliveryState, Message } from "../api/words";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import type { IconName } from "../parts/icons";
import { hear } from "../state/conversation";
import { complain } from "../state/notice";
import { t } from "../words/speak";
import { Instead } from "./Instead";

const ICONS: Record<DeliveryState, IconName> = {
  queued: "clock",
  sending: "up",
  sent: "check",
  delivered: "checks",
  read: "eye",
  failed: "warning",
  uncertain: "question",
};

/** These stay as they are however often it is tried. */
const FINAL = new Set<string>(["opted_out", "window_closed", "too_big"]);

export function Delivery({ message }: { message: Message }) {
  const { state, code } = message;
  if (!state) return null;
  return (
    <footer class={`delivery ${state}`}>
      <span class="delivery-state"><Icon name={ICONS[state]} />{t(`state.${state}`)}</span>
      {(state === "failed" || state === "uncertain") && (
        <>
          <span class="delivery-why">{why(message)}</span>
          {!FINAL.has(code) && <Again message={message} />}
          <Instead message={message} />
        </>
      )}
    </footer>
  );
}

/** What the provider says of it, but for what we can say in the agent's language. */
function why({ state, state_detail, code }: Message): string {
  if (code === "opted_out" || code === "window_closed") return t(`shut.${code}.help`);
  return state === "uncertain" ? `${t("uncertain.help")} ${state_detail}` : state_detail;
}

function Again({ message }: { message: Message }) {
  const again = () => retry(message.id).then((sent) => hear([sent]), complain);
  const words = message.state === "uncertain" ? t("retry.uncertain") : t("retry");
  return <Button icon="reopen" onClick={() => void again()}>{words}</Button>;
}
