import { retry } from "../api/threads";
import type { DeliveryState, Message } from "../api/words";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Later } from "../parts/Later";
import type { IconName } from "../parts/icons";
import { hear } from "../state/conversation";
import { exactly } from "../state/clock";
import { DESK } from "../state/later";
import { complain } from "../state/notice";
import { user } from "../state/session";
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

/** These stay as they are however often it is tried. */
const FINAL = new Set<string>(["opted_out", "window_closed", "too_big"]);

export function Delivery({ message }: { message: Message }) {
  const { state, code } = message;
  if (!state) return null;
  const until = mineUntil(message);
  const where = <span class="delivery-state"><Icon name={ICONS[state]} />{t(`state.${state}`)}</span>;
  return (
    <footer class={`delivery ${state}`}>
      {until ? <Later of={DESK} show={({ Held }) => <Held message={message} until={until} />} meanwhile={where} /> : where}
      {(state === "failed" || state === "uncertain") && (
        <>
          <span class="delivery-why">{why(message)}</span>
          {!FINAL.has(code) && <Again message={message} />}
          <Later of={DESK} show={({ Instead }) => <Instead message={message} />} meanwhile={null} />
        </>
      )}
    </footer>
  );
}

/** Until when it can be taken back here; 0 where it cannot. */
function mineUntil({ state, held_until, author_id }: Message): number {
  const until = state === "queued" && author_id === user.value?.id ? Date.parse(held_until ?? "") : 0;
  return until > exactly() ? until : 0;
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
