import type { Deed } from "../api/triage";
import type { Thread } from "../api/words";

type Undo = [deed: Deed, ids: readonly string[]];

/** What leads back to how these threads stood before. */
export function undoing({ step, tag = "" }: Deed, before: readonly Thread[]): readonly Undo[] {
  const ids = before.map(({ id }) => id);
  switch (step) {
    case "close":
      return [[{ step: "reopen", undo: true }, ids]];
    case "reopen":
      return [[{ step: "close" }, ids]];
    case "take":
      return [[{ step: "release" }, ids]];
    case "tag":
      return [[{ step: "untag", tag }, ids]];
    case "untag":
      return [[{ step: "tag", tag }, ids]];
    case "snooze":
      return [[{ step: "wake" }, ids.filter((_, at) => !before[at]?.snoozed_at)], ...asBefore(before)];
    case "wake":
    case "assign":
    case "release":
      return asBefore(before);
  }
}

/** With whom they were, and put aside until then. */
function asBefore(before: readonly Thread[]): readonly Undo[] {
  const aside = before.filter((one) => one.snoozed_at);
  const held = grouped(before, (one) => one.assignee_id).map(([user_id, ids]): Undo => [{ step: "assign", user_id }, ids]);
  return [...held, ...grouped(aside, (one) => one.wake_at).map(([until, ids]): Undo => [{ step: "snooze", until }, ids])];
}

function grouped(threads: readonly Thread[], by: (thread: Thread) => string | null): [string | null, string[]][] {
  const groups = new Map<string | null, string[]>();
  for (const one of threads) groups.set(by(one), [...(groups.get(by(one)) ?? []), one.id]);
  return [...groups];
}
