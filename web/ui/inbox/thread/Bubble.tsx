import { useSignal } from "@preact/signals";
import type { Why } from "../api/moods";
import type { Customer, Message } from "../api/words";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import type { IconName } from "../parts/icons";
import { Later } from "../parts/Later";
import { DESK } from "../state/later";
import { isTold } from "../words/mood";
import { maybe, t } from "../words/speak";
import { exact, timeOfDay } from "../words/when";
import { Attachments } from "./Attachments";
import { Delivery } from "./Delivery";
import { isCorrectable, isFelt } from "./felt";
import { Sender } from "./Sender";
import { Words } from "./Words";

const ICONS: Record<Message["direction"], IconName> = { in: "down", out: "reply", note: "note" };

interface BubbleProps {
  message: Message;
  customer: Customer;
  sought?: boolean; // somebody was led here by it
}

export function Bubble({ message, customer, sought = false }: BubbleProps) {
  const { direction } = message;
  const why = useSignal<Why | null>(null);
  const mood = isFelt(message) ? message.mood : null;
  const time = message.sent_at && direction === "in" ? message.sent_at : message.created_at;
  return (
    <article class={`bubble ${direction}${sought ? " sought" : ""}`} data-message={message.id}>
      <header>
        <Icon name={ICONS[direction]} class="direction" />
        <Sender message={message} customer={customer} />
        {direction !== "note" && <ChannelMark channel={message.channel} />}
        <time dateTime={time} title={exact(time)}>{timeOfDay(time)}</time>
        {isFelt(message) && !isCorrectable(message) && <Later of={DESK} show={({ SayAngry }) => <SayAngry message={message} />} meanwhile={null} />}
      </header>
      {message.automatic && <p class="mark"><Icon name="robot" />{maybe(`automatic.${message.automatic}`) ?? t("automatic")}</p>}
      {message.subject && <h3 class="subject">{message.subject}</h3>}
      {said(message, marksOf(message, why.value))}
      {mood && (isCorrectable(message) || mood.signals.length > 0) && <Later of={DESK} show={({ MoodLine }) => <MoodLine message={message} mood={mood} why={why} />} meanwhile={null} />}
      <Attachments files={message.attachments} />
      {!message.forgotten && (message.deleted_at || message.edited_at) && <Later of={DESK} show={({ Versions }) => <Versions message={message} />} meanwhile={null} />}
      {message.reactions.length > 0 && <Later of={DESK} show={({ Reactions }) => <Reactions message={message} customer={customer} />} meanwhile={null} />}
      {direction === "out" && <Delivery message={message} />}
    </article>
  );
}

/** Whom a note names; else the words that show how it sounds, or once somebody asks why, those that moved the score. */
function marksOf(message: Message, why: Why | null): readonly string[] {
  const { mood, mentions } = message;
  if (mentions.length) return mentions.map(({ name }) => `@${name}`);
  if (!mood || !isFelt(message)) return [];
  if (why) return why.words.filter(({ weight }) => weight > 0).map(({ text }) => text);
  return [...(isTold(mood) ? mood.words : []), ...Object.values(mood.shown)];
}

function said(message: Message, marks: readonly string[]) {
  if (message.forgotten) return <p class="mark faint"><Icon name="close" />{t("forgotten")}</p>;
  if (message.deleted_at) return null;
  if (!message.stub) return <Words message={message} marks={marks} />;
  return <p class="mark bad"><Icon name="warning" />{message.text.startsWith(UNREADABLE) ? t("stub") : message.text}</p>;
}

/** router/stub.py says so, in English; a connector says instead what it was that cannot be shown. */
const UNREADABLE = "A message arrived that Hilo could not read.";
