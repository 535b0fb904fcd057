import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Thread } from "../api/words";
import { Button } from "../parts/Button";
import { appear, box, mode } from "../state/composer";
import type { Conversation } from "../state/conversation";
import { draftOf, write } from "../state/drafts";
import { send } from "../state/outgoing";
import { isMine } from "../thread/steps";
import { channelName } from "../words/channel";
import { customerName } from "../words/customer";
import { maybe, t } from "../words/speak";
import { Modes } from "./Modes";
import { Recipient } from "./Recipient";
import { chosenIdentity } from "./recipients";
import { useGrowing } from "./growing";
import { tellTyping } from "./typing";

interface ComposerProps {
  thread: Thread;
  conversation: Conversation;
}

export function Composer({ thread, conversation }: ComposerProps) {
  const picked = useSignal<string | null>(null);
  const now = mode.value;
  const text = draftOf(thread.id, now).value;
  const identity = chosenIdentity(conversation, picked.value);
  const reply = now === "reply";
  useGrowing(box, text);
  useEffect(appear, []);
  const go = () => {
    if (!text.trim() || (reply && !identity)) return;
    write(thread.id, now, "");
    const to = { identity_id: reply ? (identity?.id ?? null) : null, channel: identity?.channel ?? thread.channel };
    void send({ thread_id: thread.id, mode: now, text: text.trim(), ...to });
    box.current?.focus();
  };
  return (
    <form class={`composer ${now}`} onSubmit={(event) => (event.preventDefault(), go())} aria-label={t(`composer.${now}`)}>
      <Modes />
      {reply && <Recipient identities={conversation.customer.identities} chosen={identity} onChoose={(id) => (picked.value = id)} />}
      <textarea
        ref={box}
        rows={2}
        dir="auto"
        aria-label={t(`composer.${now}`)}
        placeholder={reply ? t("composer.reply.hint", { name: customerName(thread.customer_name) }) : t("composer.note.hint")}
        value={text}
        onInput={(event) => {
          write(thread.id, now, event.currentTarget.value);
          if (reply) tellTyping(thread.id);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) (event.preventDefault(), go());
        }}
      />
      <footer>
        <span class="faint">{hint(thread, reply)}</span>
        <Button kind={reply ? "main" : "note"} icon={reply ? "send" : "note"} submit disabled={!text.trim() || (reply && !identity)} shortcut="Control+Enter">
          {reply ? sendBy(identity?.channel ?? thread.channel) : t("send.note")}
        </Button>
      </footer>
    </form>
  );
}

const sendBy = (channel: string): string => maybe(`send.${channel}`) ?? t("send.by", { channel: channelName(channel) });

function hint(thread: Thread, reply: boolean): string {
  if (!reply) return t("composer.note.private");
  if (thread.assignee_name && !isMine(thread)) return t("composer.held", { name: thread.assignee_name });
  return thread.assignee_id ? t("composer.keys") : t("composer.takes");
}
