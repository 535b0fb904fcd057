import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { IconButton } from "../parts/IconButton";
import { box } from "../state/composer";
import { type Pledge, pledge, pledgeOf, refuse } from "../state/pledges";
import { t } from "../words/speak";
import { dayAndTime } from "../words/when";
import { DueField } from "./DueField";
import { useGuess } from "./guessing";
import { promise, wording } from "./promising";

interface PromiseLineProps {
  threadId: string;
  text: string;
}

/** What the reply promises: asked for where we think so, and marked by one key. */
export function PromiseLine({ threadId, text }: PromiseLineProps) {
  const now = pledgeOf(threadId).value;
  useGuess(threadId, text);
  const asked = now && !now.marked ? t("promise.found", { text: now.text, when: dayAndTime(now.due_at) }) : "";
  return (
    <>
      <p class="unseen" role="status">{asked && `${asked} Alt+P`}</p>
      {now && (
        <div class="promise" role="group" aria-label={t("promise")}>
          <Icon name={now.marked ? "check" : "clock"} />
          {now.marked ? <Marked threadId={threadId} now={now} /> : <p>{asked}</p>}
          <Button kind="quiet" pressed={now.marked} shortcut="Alt+P" onClick={() => promise(threadId)}>
            {t("promise.mark")} <kbd>Alt P</kbd>
          </Button>
          <IconButton icon="close" label={t("promise.refuse")} onClick={() => (refuse(threadId), box.current?.focus())} />
        </div>
      )}
    </>
  );
}

/** For those without the key at hand, as on a phone. */
export function PromiseSwitch({ threadId }: { threadId: string }) {
  if (pledgeOf(threadId).value) return null;
  return <IconButton icon="alarm" label={t("key.promise")} onClick={() => promise(threadId)} />;
}

function Marked({ threadId, now }: { threadId: string; now: Pledge }) {
  const put = (what: Partial<Pledge>) => pledge(threadId, { ...now, ...what, own: true });
  const goOn = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault(); // else it would send the reply
    box.current?.focus();
  };
  return (
    <span class="promise-fields" onKeyDown={goOn}>
      <input
        ref={wording}
        dir="auto"
        maxLength={500}
        aria-label={t("promise.text")}
        placeholder={t("promise.text")}
        value={now.text}
        onInput={(event) => put({ text: event.currentTarget.value })}
      />
      <DueField at={now.due_at} onChange={(due_at) => put({ due_at })} />
    </span>
  );
}
