import { useEffect, useRef } from "preact/hooks";
import type { Message } from "../api/words";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { askFor, box } from "../state/composer";
import { conversationOf, refresh } from "../state/conversation";
import { type Unconfirmed, carry, takeBack } from "../state/outgoing";
import { user } from "../state/session";
import { customerName } from "../words/customer";
import { t } from "../words/speak";

const SHOWN = 200; // characters of each; the whole stands above
const UNDER_WAY = new Set<string | null>(["queued", "sending"]);

/** An answer that was stopped before it left: its writer looks once more, and decides. */
export function Stopped({ one }: { one: Unconfirmed }) {
  const back = useRef<HTMLDivElement>(null);
  const crossed = one.code === "crossed" ? crossing(one) : [];
  useEffect(() => {
    if (one.code === "crossed") void refresh(one.thread_id);
    if (isIdle()) back.current?.querySelector("button")?.focus(); // whoever has gone on writing is not disturbed
  }, []);
  const anyway = () => {
    void carry({ ...one, despite: [...one.despite, one.code] });
    box.current?.focus();
  };
  const edit = () => {
    takeBack(one);
    askFor("reply");
  };
  return (
    <footer class="delivery stopped">
      <p class="delivery-why" role="alert"><Icon name={one.code === "tone" ? "question" : "warning"} />{sentence(one, crossed)}</p>
      {crossed.length > 0 && <ul>{crossed.map((message) => <li key={message.id}><strong>{writer(message)}</strong> {excerpt(message)}</li>)}</ul>}
      <div ref={back}><Button icon="note" onClick={edit}>{t("stopped.back")}</Button></div>
      <Button icon="send" onClick={anyway}>{t("stopped.anyway")}</Button>
    </footer>
  );
}

/** What its writer had not seen. */
function crossing({ thread_id, seen }: Unconfirmed): readonly Message[] {
  const { messages = [] } = conversationOf(thread_id) ?? {};
  const since = messages.slice(messages.findLastIndex(({ threaded_at }) => threaded_at === seen) + 1);
  return since.filter(({ direction, author_id, automatic }) =>
    direction === "in" ? !automatic || automatic === "list" : direction === "out" && author_id && author_id !== user.value?.id);
}

function isIdle(): boolean {
  const now = document.activeElement;
  return now === document.body || (now === box.current && !box.current?.value);
}

function sentence({ code, words }: Unconfirmed, crossed: readonly Message[]): string {
  if (code === "tone") return t("stopped.tone", { words: words.join("”, “") });
  const told = new Set(crossed.map(what));
  return [...told, t("stopped.read")].join(" ");
}

function what(message: Message): string {
  const name = writer(message);
  if (message.direction === "in") return t("stopped.wrote", { name });
  return t(UNDER_WAY.has(message.state) ? "stopped.answering" : "stopped.answered", { name });
}

function writer({ direction, thread_id, author_name }: Message): string {
  return direction === "in" ? customerName(conversationOf(thread_id)?.customer.name ?? "") : author_name;
}

function excerpt({ said, text, attachments }: Message): string {
  const words = said || text || attachments.map(({ name }) => name).join(", ");
  return words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words;
}
