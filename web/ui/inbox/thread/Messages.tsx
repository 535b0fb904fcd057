import { Fragment } from "preact";
import { useRef } from "preact/hooks";
import type { Step } from "../api/steps";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Later } from "../parts/Later";
import { type Conversation, loadEarlier } from "../state/conversation";
import { between, happened } from "../state/happened";
import { DESK } from "../state/later";
import { type Unconfirmed, outgoing } from "../state/outgoing";
import { route } from "../state/route";
import { typers } from "../state/typing";
import { customerName } from "../words/customer";
import { t } from "../words/speak";
import { day, dayKey } from "../words/when";
import { Bubble } from "./Bubble";
import { useAnchor } from "./anchor";
import { OutgoingBubble } from "./OutgoingBubble";

export function Messages({ id, conversation }: { id: string; conversation: Conversation }) {
  const { messages, more, customer } = conversation;
  const mine = outgoing.value.filter((one) => one.thread_id === id && !messages.some((known) => known.client_id === one.client_id));
  const sought = soughtIn(id);
  const typing = typers.value.has(id);
  const steps = happened.value.id === id ? happened.value.steps : [];
  const times = messages.map((message) => Date.parse(message.threaded_at));
  const box = useRef<HTMLDivElement>(null);
  const { unseen, toEnd } = useAnchor(box, { first: `${messages[0]?.id} ${steps[0]?.seq}`, last: messages.at(-1)?.id, steps: steps.length, mine: heightOf(mine), typing });
  return (
    <div class="messages-frame">
      <div class="messages" ref={box} tabIndex={0} role="log" aria-label={t("messages")}>
        {more && <div class="earlier"><Button kind="quiet" icon="up" onClick={() => void loadEarlier(id)}>{t("earlier")}</Button></div>}
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const newDay = !before || dayKey(before.created_at) !== dayKey(message.created_at);
          return (
            <Fragment key={message.client_id || message.id}>
              {(index > 0 || !more) && gap(between(steps, times[index - 1] ?? -Infinity, times[index] ?? 0))}
              {newDay && <div class="day"><span>{day(message.created_at)}</span></div>}
              <Bubble message={message} customer={customer} sought={message.id === sought} />
            </Fragment>
          );
        })}
        {gap(between(steps, times.at(-1) ?? -Infinity, Infinity))}
        {mine.map((one) => <OutgoingBubble key={one.client_id} one={one} />)}
        {typing && <p class="typing"><span class="dots" aria-hidden="true"><i /><i /><i /></span>{t("typing", { name: customerName(customer.name) })}</p>}
      </div>
      <Later of={DESK} show={({ Following }) => <Following id={id} since={more ? times[0] ?? 0 : 0} />} meanwhile={null} />
      {sought && <Later of={DESK} show={({ Sought }) => <Sought key={sought} id={id} message={sought} box={box} />} meanwhile={null} />}
      {unseen && <button type="button" class="pill" onClick={toEnd}><Icon name="down" />{t("unseen")}</button>}
    </div>
  );
}

/** What was done with the thread between two messages. */
const gap = (steps: readonly Step[]) =>
  steps.length > 0 && <Later of={DESK} show={({ Steps }) => <Steps steps={steps} />} meanwhile={null} />;

function soughtIn(id: string): string | null {
  const here = route.value;
  return here.screen === "inbox" && here.thread === id ? here.message : null;
}

/** Grows with what is being sent, and when that is refused: then it takes more room. */
const heightOf = (mine: readonly Unconfirmed[]): number => mine.reduce((sum, one) => sum + (one.problem ? 2 : 1), 0);
