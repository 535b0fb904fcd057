import type { Way } from "../api/ways";
import { Button } from "../parts/Button";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import { Later } from "../parts/Later";
import { askFor, askToSend } from "../state/composer";
import { DESK } from "../state/later";
import { type Unconfirmed, carry, takeBack } from "../state/outgoing";
import { t } from "../words/speak";
import { Attachments } from "./Attachments";
import { Linked } from "./Linked";

/** Written, but not confirmed by the server yet. */
export function OutgoingBubble({ one }: { one: Unconfirmed }) {
  return (
    <article class={`bubble ${one.mode === "note" ? "note" : "out"} unconfirmed`}>
      <header>
        <Icon name={one.mode === "note" ? "note" : "reply"} class="direction" />
        <strong>{t("you")}</strong>
        {one.way && <ChannelMark channel={one.way.channel} />}
      </header>
      {one.text && <Linked text={one.text} />}
      <Attachments files={one.files} />
      {one.problem ? refused(one) : <footer class="delivery"><span class="delivery-state"><span class="spinner" aria-hidden="true" />{t("saving")}</span></footer>}
    </article>
  );
}

/** Stopped, for its writer to look once more, or impossible. */
const refused = (one: Unconfirmed) =>
  one.code in STOPPED ? <Later of={DESK} show={({ Stopped }) => <Stopped one={one} />} meanwhile={null} /> : <Refused one={one} />;

function Refused({ one }: { one: Unconfirmed }) {
  const edit = () => {
    takeBack(one);
    askFor(one.mode);
  };
  const elsewhere = (way: Way) => {
    takeBack(one, way);
    askToSend();
  };
  return (
    <footer class="delivery failed">
      <span class="delivery-state"><Icon name="warning" />{t("unsent")}</span>
      <span class="delivery-why" role="alert">{one.problem} {one.offline && t("unsent.offline")}</span>
      <Button icon="reopen" onClick={() => void carry(one)}>{t("again")}</Button>
      <Button icon="note" onClick={edit}>{t("edit")}</Button>
      {one.code in INSTEAD && !one.template && <Later of={DESK} show={({ NextWay }) => <NextWay threadId={one.thread_id} identityId={one.way?.identity_id ?? null} onTake={elsewhere} />} meanwhile={null} />}
    </footer>
  );
}

const STOPPED = { crossed: true, tone: true };
/** Refusals that concern the address, not what was written. */
const INSTEAD = { opted_out: true, unreachable: true, window_closed: true };
