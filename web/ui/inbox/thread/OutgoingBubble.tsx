import { Button } from "../parts/Button";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import { askFor } from "../state/composer";
import { type Unconfirmed, carry, takeBack } from "../state/outgoing";
import { t } from "../words/speak";
import { Linked } from "./Linked";

/** Written, but not confirmed by the server yet. */
export function OutgoingBubble({ one }: { one: Unconfirmed }) {
  const edit = () => {
    takeBack(one);
    askFor(one.mode);
  };
  return (
    <article class={`bubble ${one.mode === "note" ? "note" : "out"} unconfirmed`}>
      <header>
        <Icon name={one.mode === "note" ? "note" : "reply"} class="direction" />
        <strong>{t("you")}</strong>
        {one.mode === "reply" && <ChannelMark channel={one.channel} />}
      </header>
      <Linked text={one.text} />
      {one.problem ? (
        <footer class="delivery failed">
          <span class="delivery-state"><Icon name="warning" />{t("unsent")}</span>
          <span class="delivery-why" role="alert">{one.problem} {one.offline && t("unsent.offline")}</span>
          <Button icon="reopen" onClick={() => void carry(one)}>{t("again")}</Button>
          <Button icon="note" onClick={edit}>{t("edit")}</Button>
        </footer>
      ) : (
        <footer class="delivery"><span class="delivery-state"><span class="spinner" aria-hidden="true" />{t("saving")}</span></footer>
      )}
    </article>
  );
}
