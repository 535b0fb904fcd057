import { useMemo } from "preact/hooks";
import type { Thread } from "../api/words";
import { threadOf } from "../state/threads";
import { aimedAt, openId } from "../state/triage";
import { customerName } from "../words/customer";
import { many, t } from "../words/speak";

/** What a dialog is about, from when it was opened: whatever happens behind it. */
export function useAim(what: "assign" | "snooze") {
  return useMemo(() => {
    const ids = aimedAt();
    const threads = ids.map(threadOf).filter((one): one is Thread => one !== undefined);
    const name = customerName(threads[0]?.customer_name ?? "");
    return { ids, threads, title: ids.length === 1 ? t(`aim.${what}`, { name }) : many(`aims.${what}`, ids.length) };
  }, []);
}

/** The thread that was open then. */
export function useOpen(): Thread | undefined {
  return useMemo(() => threadOf(openId() ?? ""), []);
}
