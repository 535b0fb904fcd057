import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Step, type StepPage, steps as ask } from "../api/steps";
import { Icon } from "../parts/Icon";
import type { IconName } from "../parts/icons";
import { happened, moved } from "../state/happened";
import { complain } from "../state/notice";
import { many, t } from "../words/speak";
import { stepWords } from "../words/step";
import { exact, timeOfDay } from "../words/when";
import { Toggle } from "./Words";

const FEW = 2; // that are shown before the rest is unfolded

const ICONS: Record<string, IconName> = {
  "thread.taken": "hand",
  "thread.assigned": "hand",
  "thread.released": "release",
  "thread.returned": "release",
  "thread.stalled": "warning",
  "thread.closed": "done",
  "thread.reopened": "reopen",
  "thread.snoozed": "clock",
  "thread.woke": "alarm",
  "thread.skipped": "worse",
};

/** What was done with the thread between two messages, on one quiet line. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const all = useSignal(false);
  const more = steps.length - FEW;
  return (
    <div class="steps" aria-live="off">
      <ol>
        {(all.value ? steps : steps.slice(0, FEW)).map((one) => (
          <li key={one.seq}>
            <Icon name={ICONS[one.kind] ?? "clock"} />
            {stepWords(one)} <time dateTime={one.at} title={exact(one.at)}>{timeOfDay(one.at)}</time>
          </li>
        ))}
      </ol>
      {more > 0 && <Toggle on={all.value} text={all.value ? t("steps.less") : many("steps.more", more)} onClick={() => (all.value = !all.value)} />}
    </div>
  );
}

/** Asks for what was done since a moment, in milliseconds, and again with every change of the thread. */
export function Following({ id, since }: { id: string; since: number }) {
  const now = moved.value;
  useEffect(() => {
    let on = true;
    void follow(id, since, () => on);
    return () => void (on = false);
  }, [id, since, now]);
  return null;
}

async function follow(id: string, since: number, goOn: () => boolean): Promise<void> {
  let [found, page]: [Step[], StepPage] = [[], { steps: [], more: true }];
  try {
    while (page.more && goOn() && (!found[0] || Date.parse(found[0].at) > since)) {
      page = await ask(id, found[0]?.seq);
      found = [...page.steps, ...found];
    }
    if (goOn()) happened.value = { id, steps: found };
  } catch (problem) {
    complain(problem);
  }
}
