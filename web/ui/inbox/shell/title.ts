import { effect } from "@preact/signals";
import { counts } from "../state/pages";
import { t } from "../words/speak";

/** The browser's tab tells how many wait. */
export function followTitle(): () => void {
  return effect(() => {
    const waiting = counts.value?.queue ?? 0;
    document.title = waiting ? `(${waiting}) ${t("title")} · Hilo` : `${t("title")} · Hilo`;
  });
}
