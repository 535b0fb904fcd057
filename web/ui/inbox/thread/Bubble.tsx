import type { Customer, Message } from "../api/words";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import type { IconName } from "../parts/icons";
import { maybe, t } from "../words/speak";
import { exact, timeOfDay } from "../words/when";
import { Attachments } from "./Attachments";
import { Delivery } from "./Delivery";
import { Sender } from "./Sender";
import { Words } from "./Words";

const ICONS: Record<Message["direction"], IconName> = { in: "down", out: "reply", note: "note" };

export function Bubble({ message, customer }: { message: Message; customer: Customer }) {
  const { direction } = message;
  const time = message.sent_at && direction === "in" ? message.sent_at : message.created_at;
  return (
    <article class={`bubble ${direction}`} data-message={message.id}>
      <header>
        <Icon name={ICONS[direction]} class="direction" />
        <Sender message={message} customer={customer} />
        {direction !== "note" && <ChannelMark channel={message.channel} />}
        <time dateTime={time} title={exact(time)}>{timeOfDay(time)}</time>
      </header>
      {message.automatic && <p class="mark"><Icon name="robot" />{maybe(`automatic.${message.automatic}`) ?? t("automatic")}</p>}
      {message.subject && <h3 class="subject">{message.subject}</h3>}
      {message.stub ? <p class="mark bad"><Icon name="warning" />{t("stub")}</p> : <Words message={message} />}
      <Attachments files={message.attachments} />
      {direction === "out" && <Delivery message={message} />}
    </article>
  );
}
