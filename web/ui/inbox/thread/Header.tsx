import type { Thread, View } from "../api/words";
import { Icon } from "../parts/Icon";
import { Later } from "../parts/Later";
import { Due } from "../queue/Due";
import { Reasons } from "../queue/Reasons";
import { Snoozed } from "../queue/Snoozed";
import { Waiting } from "../queue/Waiting";
import { givenFor } from "../state/given";
import { DESK } from "../state/later";
import { toCustomer, toView } from "../state/route";
import { customerName } from "../words/customer";
import { t } from "../words/speak";
import { Actions } from "./Actions";
import { isMine } from "./steps";

export function Header({ thread, view }: { thread: Thread; view: View }) {
  return (
    <header class="thread-head">
      <a class="icon-button to-list" href={toView(view)} aria-label={t("back")} title={t("back")}><Icon name="left" /></a>
      <div class="thread-title">
        <h2>{customerName(thread.customer_name)}</h2>
        <div class="thread-why">
          <Holder thread={thread} />
          {thread.due && <Due thread={thread} />}
          <Waiting thread={thread} />
          <Snoozed thread={thread} />
          <Reasons reasons={thread.reasons} />
          <Later of={DESK} show={({ Tags }) => <Tags threadId={thread.id} />} meanwhile={null} />
        </div>
        <Shown thread={thread} />
        <Given thread={thread} />
        <Later of={DESK} show={({ Others }) => <Others threadId={thread.id} />} meanwhile={null} />
      </div>
      <Actions thread={thread} />
      <a class="icon-button to-customer" href={toCustomer(view, thread.id)} aria-label={t("customer")} title={t("customer")}><Icon name="person" /></a>
    </header>
  );
}

function Holder({ thread }: { thread: Thread }) {
  if (thread.status === "closed") return <span class="tag"><Icon name="check" />{t("status.closed")}</span>;
  if (isMine(thread)) return <span class="tag mine"><Icon name="hand" />{t("holder.me")}</span>;
  if (thread.assignee_name) return <span class="tag"><Icon name="hand" />{t("holder.other", { name: thread.assignee_name })}</span>;
  return <span class="tag">{t("holder.nobody")}</span>;
}

/** The words that made the mood, so that nobody has to believe a number. */
function Shown({ thread }: { thread: Thread }) {
  const words = [...new Set(thread.reasons.flatMap((reason) => reason.words ?? []))];
  if (!words.length) return null;
  return <p class="mood-words"><span>{t("mood.words")}</span>{words.map((word) => <q key={word}>{word}</q>)}</p>;
}

/** Why it was handed to whoever has it. */
function Given({ thread }: { thread: Thread }) {
  const why = givenFor(thread);
  if (!why) return null;
  return <p class="given"><Icon name="hand" />{isMine(thread) ? t("given.me", { why }) : t("given.other", { name: thread.assignee_name ?? "", why })}</p>;
}
