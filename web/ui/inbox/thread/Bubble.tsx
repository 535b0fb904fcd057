import { useSignal } from "@preact/signals";
import type { Why } from "../api/moods";
import type { Customer, Message } from "../api/words";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import { IconButton } from "../parts/IconButton";
import type { IconName } from "../parts/icons";
import { isTold } from "../words/mood";
import { maybe, t } from "../words/speak";
import { exact, timeOfDay } from "../words/when";
import { Attachments } from "./Attachments";
import { correct, isFelt } from "./correcting";
import { Delivery } from "./Delivery";
import { MoodLine } from "./MoodLine";
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
        {isFelt(message) && !isCorrectable(message) && <IconButton icon="flame" kind="say-angry" label={t("mood.sayAngry")} onClick={() => void correct(message, true)} />}
      </header>
      {message.automatic && <p class="mark"><Icon name="robot" />{maybe(`automatic.${message.automatic}`) ?? t("automatic")}</p>}
      {message.subject && <h3 class="subject">{message.subject}</h3>}
      {said(message, marksOf(message, why.value))}
      {mood && <MoodLine message={message} mood={mood} why={why} />}
      <Attachments files={message.attachments} />
      {!message.forgotten && <Versions message={message} />}
      <Reactions message={message} customer={customer} />
      {direction === "out" && <Delivery message={message} />}
    </article>
  );
}

/** Whether its line offers that already. */
const isCorrectable = ({ mood }: Message): boolean => mood !== null && (isTold(mood) || mood.tier === "agent");

/** The words that show how it sounds; once somebody asks why, those that moved the score. */
function marksOf(message: Message, why: Why | null): readonly string[] {
  const { mood } = message;
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
