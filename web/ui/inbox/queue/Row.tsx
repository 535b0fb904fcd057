import type { View } from "../api/words";
import { Avatar } from "../parts/Avatar";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import { hasDraft } from "../state/drafts";
import { route, toThread } from "../state/route";
import { user } from "../state/session";
import { threadOf } from "../state/threads";
import { typers } from "../state/typing";
import { customerName } from "../words/customer";
import { t } from "../words/speak";
import { Due } from "./Due";
import { Reasons } from "./Reasons";
import { Waiting } from "./Waiting";

export function Row({ id, view }: { id: string; view: View }) {
  const thread = threadOf(id);
  if (!thread) return null;
  const here = route.value;
  const name = customerName(thread.customer_name);
  const open = here.screen === "inbox" && here.thread === id;
  const other = thread.assignee_id && thread.assignee_id !== user.value?.id ? thread.assignee_name : null;
  return (
    <li class="row-place">
      <a class="row" href={toThread(view, id)} data-thread={id} aria-current={open ? "true" : undefined}>
        <Avatar name={name} />
        <span class="row-name" dir="auto">{name}</span>
        <Due thread={thread} />
        <span class="row-preview" dir="auto">{typers.value.has(id) ? <em>{t("typing.short")}</em> : <Preview id={id} text={thread.preview} />}</span>
        <span class="row-why">
          <ChannelMark channel={thread.channel} />
          <Reasons reasons={thread.reasons} />
          <Waiting thread={thread} />
          {other && <span class="holder"><Icon name="hand" />{other}</span>}
        </span>
      </a>
    </li>
  );
}

function Preview({ id, text }: { id: string; text: string }) {
  return <>{hasDraft(id) && <b class="draft">{t("draft")}</b>} {text || t("preview.none")}</>;
}
