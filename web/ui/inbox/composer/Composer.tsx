import { useEffect } from "preact/hooks";
import type { Way } from "../api/ways";
import type { Thread } from "../api/words";
import { Button } from "../parts/Button";
import { Later } from "../parts/Later";
import { box, mode } from "../state/composer";
import type { Conversation } from "../state/conversation";
import { DESK } from "../state/later";
import { begin } from "../state/seen";
import { age, chosenWay, loadWays, shutOf, takesTemplates, waysOf } from "../state/ways";
import { isMine } from "../thread/steps";
import { channelName } from "../words/channel";
import { maybe, t } from "../words/speak";
import { FilePicker } from "./FilePicker";
import { letterOf, post } from "./letter";
import { takesFiles } from "./limits";
import { Modes } from "./Modes";
import { usePromiseKey } from "./promising";
import { Recipient } from "./Recipient";
import { ShutNote } from "./ShutNote";
import { WindowLine } from "./WindowLine";
import { Writing } from "./Writing";

interface ComposerProps {
  thread: Thread;
  conversation: Conversation;
}

export function Composer({ thread, conversation }: ComposerProps) {
  const now = mode.value;
  const ways = waysOf(thread.id, conversation);
  const way = now === "reply" ? chosenWay(thread.id, ways) : undefined;
  const letter = letterOf(thread.id, now, way);
  const shut = way ? shutOf(way) : "";
  const desk = DESK.there.value;
  useEffect(() => void loadWays(thread.id), [thread.id, conversation.customer, thread.last_position, age.value]);
  useEffect(() => (now === "reply" ? begin(thread.id, letter.text !== "") : undefined), [thread.id, now, letter.text === ""]);
  usePromiseKey(thread.id, Boolean(way && !letter.byTemplate));
  const go = () => {
    if (letter.ready) post(thread.id, letter);
    box.current?.focus();
  };
  return (
    <form class={`composer ${now}`} onSubmit={(event) => (event.preventDefault(), go())} aria-label={t(`composer.${now}`)}>
      <Modes />
      {now === "reply" && <Recipient threadId={thread.id} ways={ways} chosen={way} />}
      {way && !shut && <WindowLine way={way} />}
      {way && shut && <ShutNote threadId={thread.id} way={way} shut={shut} />}
      {way && letter.byTemplate ? <Later of={DESK} show={({ Templates }) => <Templates threadId={thread.id} way={way} />} /> : <Writing thread={thread} way={way} onSend={go} />}
      {desk && <desk.Alongside thread={thread} way={way} letter={letter} />}
      <footer>
        {way && !shut && !letter.byTemplate && takesFiles(way) && <FilePicker threadId={thread.id} way={way} />}
        {way && !shut && takesTemplates(way) && <Later of={DESK} show={({ TemplateSwitch }) => <TemplateSwitch threadId={thread.id} on={letter.byTemplate} />} meanwhile={null} />}
        {desk && way && !letter.byTemplate && <desk.PromiseSwitch threadId={thread.id} />}
        <span class="faint">{hint(thread, now === "reply")}</span>
        <Button kind={now === "reply" ? "main" : "note"} icon={now === "reply" ? "send" : "note"} submit disabled={!letter.ready} shortcut="Control+Enter">
          {letter.obstacle || (now === "reply" ? sendBy(way ?? thread) : t("send.note"))}
        </Button>
      </footer>
    </form>
  );
}

function sendBy({ channel }: Pick<Way, "channel">): string {
  return maybe(`send.${channel}`) ?? t("send.by", { channel: channelName(channel) });
}

function hint(thread: Thread, reply: boolean): string {
  if (!reply) return t("composer.note.private");
  if (thread.assignee_name && !isMine(thread)) return t("composer.held", { name: thread.assignee_name });
  return thread.assignee_id ? t("composer.keys") : t("composer.takes");
}
