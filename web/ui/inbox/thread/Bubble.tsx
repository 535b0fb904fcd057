import type { Customer, Message } from "../api/words";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import type { IconName } from "../parts/icons";
import { maybe, t } from "../words/speak";
import { exact, timeOfDay } from "../words/when";
import { Attachments } from "./Attachments";
import { Delivery } from "./Delivery";
import { Reactions } from "./Reactions";
import { Sender } from "./Sender";
import { Versions } from "./Versions";
import { Words } from "./Words";

const ICONS: Record<Message["direction"], IconName> = { in: "down", out: "reply", note: "note" };

interface BubbleProps {
  message: Message;
  customer: Customer;
  sought?: boolean; // somebody was led here by it
}

export function Bubble({ message, customer, sought = false }: BubbleProps) {
  const { direction } = message;
  const time = message.sent_at && direction === "in" ? message.sent_at : message.created_at;
  return (
    <article class={`bubble ${direction}${sought ? " sought" : ""}`} data-message={message.id}>
      <header>
        <Icon name={ICONS[direction]} class="direction" />
        <Sender message={message} customer={customer} />
        {direction !== "note" && <ChannelMark channel={message.channel} />}
        <time dateTime={time} title={exact(time)}>{timeOfDay(time)}</time>
      </header>
      {message.automatic && <p class="mark"><Icon name="robot" />{maybe(`automatic.${message.automatic}`) ?? t("automatic")}</p>}
      {message.subject && <h3 class="subject">{message.subject}</h3>}
      {said(message)}
      <Attachments files={message.attachments} />
      {!message.forgotten && <Versions message={message} />}
      <Reactions message={message} customer={customer} />
      {direction === "out" && <Delivery message={message} />}
    </article>
  );
}

function said(message: Message) {
  if (message.forgotten) return <p class="mark faint"><Icon name="close" />{t("forgotten")}</p>;
  if (message.deleted_at) return null;
  if (!message.stub) return <Words message={message} />;
  return <p class="mark bad"><Icon name="warning" />{message.text.startsWith(UNREADABLE) ? t("stub") : message.text}</p>;
}

/** router/stub.py says so, in English; a connector says instead what it was that cannot be shown. */
const UNREADABLE = "A message arrived that Hilo could not read.";
