import type { Hit as Found, Piece } from "../api/search";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import type { IconName } from "../parts/icons";
import { toMessage } from "../state/route";
import { customerName } from "../words/customer";
import { t } from "../words/speak";
import { dayAndTime, exact } from "../words/when";

const ICONS: Record<Found["direction"], IconName> = { in: "down", out: "reply", note: "note" };
const ANGRY = 0.5; // of a message's anger; router/patience.py

export function Hit({ hit }: { hit: Found }) {
  const { direction } = hit;
  return (
    <a class={`find ${direction}`} href={toMessage("open", hit.thread_id, hit.message_id)} data-result={hit.message_id}>
      <span class="find-who">
        <strong dir="auto">{customerName(hit.customer_name)}</strong>
        <span class="find-direction"><Icon name={ICONS[direction]} />{t(`search.direction.${direction}`)}</span>
        {direction !== "note" && <ChannelMark channel={hit.channel} />}
        {hit.anger >= ANGRY && <span class="reason grave"><Icon name="flame" />{t("reason.angry")}</span>}
      </span>
      <time dateTime={hit.at} title={exact(hit.at)}>{dayAndTime(hit.at)}</time>
      {hit.subject && <span class="find-subject" dir="auto">{hit.subject}</span>}
      <span class="find-said" dir="auto">{hit.snippet.map(marked)}</span>
    </a>
  );
}

const marked = ({ text, hit }: Piece, index: number) => (hit ? <mark key={index}>{text}</mark> : text);
