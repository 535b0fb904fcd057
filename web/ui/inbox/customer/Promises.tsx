import { useSignal } from "@preact/signals";
import { type Promised, type Settling, change, settle } from "../api/promises";
import { DueField } from "../composer/DueField";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { IconButton } from "../parts/IconButton";
import { loadCard } from "../state/card";
import { now } from "../state/clock";
import { complain, say } from "../state/notice";
import { t } from "../words/speak";
import { dayAndTime, stamp } from "../words/when";
import { InPlace, useOpening } from "./InPlace";
import { linkTo } from "./link";
import { New } from "./New";
import { Section } from "./Section";

interface PromisesProps {
  threadId: string;
  promises: readonly Promised[];
  since: string | null;
}

/** What we said we would do. */
export function Promises({ threadId, promises, since }: PromisesProps) {
  const [open, settled] = [promises.filter((one) => !isSettled(one)), promises.filter(isSettled)];
  if (!promises.length) return null;
  return (
    <Section name="promises" title={t("promises")} count={open.length}>
      {open.length === 0 && <p class="faint">{t("promises.none")}</p>}
      <ul class="promised">{open.map((one) => <Owed key={one.id} one={one} threadId={threadId} since={since} />)}</ul>
      {settled.length > 0 && (
        <details class="settled">
          <summary><Icon name="chevron" />{t("promises.settled")}</summary>
          <ul class="promised">{settled.map((one) => <Settled key={one.id} one={one} threadId={threadId} />)}</ul>
        </details>
      )}
    </Section>
  );
}

const isSettled = ({ kept_at, dropped_at }: Promised): boolean => kept_at !== null || dropped_at !== null;

interface OneProps {
  one: Promised;
  threadId: string;
}

function Owed({ one, threadId, since }: OneProps & { since: string | null }) {
  const { open, start, close, place } = useOpening();
  const late = Date.parse(one.due_at) < now.value;
  const when = dayAndTime(one.due_at);
  return (
    <li class={late ? "late" : ""}>
      <Text one={one} threadId={threadId} />
      <p class={late ? "fact bad" : "fact faint"}>
        <Icon name={late ? "alarm" : "clock"} />
        <span>{late ? t("promise.late", { when }) : t("promise.until", { when })} · {one.made_by_name} <New at={one.made_at} since={since} /></span>
      </p>
      <div class="actions" ref={place}>
        {open ? (
          <Postpone one={one} threadId={threadId} close={close} />
        ) : (
          <>
            <Button icon="check" onClick={() => step(one, threadId, "keep")}>{t("promise.keep")}</Button>
            <IconButton icon="clock" kind="edit" label={t("promise.change", { text: one.text })} onClick={start} />
            <IconButton icon="close" kind="edit" label={t("promise.let", { text: one.text })} onClick={() => step(one, threadId, "drop")} />
          </>
        )}
      </div>
    </li>
  );
}

function Text({ one, threadId }: OneProps) {
  if (!one.message_id) return <p dir="auto">{one.text}</p>;
  return <p dir="auto"><a href={linkTo(threadId, one.message_id)}>{one.text}</a></p>;
}

function Postpone({ one, threadId, close }: OneProps & { close: () => void }) {
  const at = useSignal(one.due_at);
  const save = async () => {
    await change(one.id, { due_at: at.value });
    await loadCard(threadId);
  };
  return (
    <InPlace label={t("promise.change", { text: one.text })} save={save} close={close}>
      <DueField at={at.value} onChange={(due_at) => (at.value = due_at)} />
    </InPlace>
  );
}

function Settled({ one, threadId }: OneProps) {
  return (
    <li>
      <Text one={one} threadId={threadId} />
      <p class="fact faint"><Icon name={one.kept_at ? "check" : "close"} />{one.kept_at ? t("promise.kept", { when: stamp(one.kept_at) }) : t("promise.dropped", { when: stamp(one.dropped_at ?? one.due_at) })}</p>
      <Button kind="quiet" icon="reopen" onClick={() => step(one, threadId, "reopen")}>{t("promise.reopen")}</Button>
    </li>
  );
}

function step(one: Promised, threadId: string, how: Settling): void {
  const undo = how === "reopen" ? undefined : () => step(one, threadId, "reopen");
  settle(one.id, how).then(() => (void loadCard(threadId), say(t(`promise.done.${how}`), undo)), complain);
}
