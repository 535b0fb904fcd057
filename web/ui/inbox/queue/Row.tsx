import type { Thread, View } from "../api/words";
import { Avatar } from "../parts/Avatar";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import { hasDraft } from "../state/drafts";
import { listed } from "../state/list";
import { viewersOf } from "../state/presence";
import { route, toThread } from "../state/route";
import { selected, stretchTo, toggle } from "../state/selection";
import { user } from "../state/session";
import { threadOf } from "../state/threads";
import { typers } from "../state/typing";
import { customerName } from "../words/customer";
import { t } from "../words/speak";
import { Due } from "./Due";
import { Left } from "./Left";
import { Reasons } from "./Reasons";
import { Snoozed } from "./Snoozed";
import { Waiting } from "./Waiting";

interface RowProps {
  id: string;
  view: View;
  index: number;
  of: number; // rows in all, -1 while nobody knows
  left: boolean;
}

export function Row({ id, view, index, of, left }: RowProps) {
  const thread = threadOf(id);
  const here = route.value;
  const isOpen = here.screen === "inbox" && here.thread === id;
  return (
    <li class={left ? "row-place left" : "row-place"} style={{ "--at": index }} data-thread={id} aria-setsize={of} aria-posinset={index + 1}>
      <a class="row" href={toThread(view, id)} aria-current={isOpen ? "true" : undefined}>
        {thread ? <Face thread={thread} left={left} /> : left && <b class="left-why">{t("left.moved")}</b>}
      </a>
      {thread && <Pick id={id} name={customerName(thread.customer_name)} />}
    </li>
  );
}

function Face({ thread, left }: { thread: Thread; left: boolean }) {
  const name = customerName(thread.customer_name);
  return (
    <>
      <Avatar name={name} />
      <span class="row-name" dir="auto">{name}</span>
      <Due thread={thread} />
      <span class="row-preview" dir="auto"><Preview thread={thread} /></span>
      <span class="row-why">
        {left && <Left thread={thread} />}
        <ChannelMark channel={thread.channel} />
        <Reasons reasons={thread.reasons} />
        <Waiting thread={thread} />
        <Snoozed thread={thread} />
        {!left && <Holder thread={thread} />}
        <Viewers id={thread.id} />
      </span>
    </>
  );
}

function Preview({ thread: { id, preview } }: { thread: Thread }) {
  if (typers.value.has(id)) return <em>{t("typing.short")}</em>;
  return <>{hasDraft(id) && <b class="draft">{t("draft")}</b>} {preview || t("preview.none")}</>;
}

function Holder({ thread: { assignee_id, assignee_name } }: { thread: Thread }) {
  if (!assignee_id || assignee_id === user.value?.id) return null;
  return <span class="holder"><Icon name="hand" />{assignee_name}</span>;
}

/** Colleagues who have it before them. */
function Viewers({ id }: { id: string }) {
  return viewersOf(id).map(({ user_id, name, doing }) => (
    <span key={user_id} class="holder"><Icon name="eye" />{doing === "typing" ? t("typing", { name }) : t("viewing", { name })}</span>
  ));
}

function Pick({ id, name }: { id: string; name: string }) {
  const pick = (event: MouseEvent) => (event.shiftKey ? stretchTo(id, listed.peek()) : toggle(id));
  return <input type="checkbox" class="pick" aria-label={t("select", { name })} checked={selected.value.has(id)} onClick={pick} />;
}
