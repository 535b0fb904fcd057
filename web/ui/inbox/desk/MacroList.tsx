import { useEffect, useLayoutEffect } from "preact/hooks";
import type { Thread } from "../api/words";
import { loadMacros, macros } from "../state/macroList";
import { byKey } from "../state/macros";
import { toSettings } from "../state/route";
import { t } from "../words/speak";
import { Offers } from "./Offers";
import { fill, valuesFor } from "./filling";
import { fitting } from "./sign";

interface MacroListProps {
  thread: Thread;
  channel: string;
  text: string;
}

/** Answers that are written often, behind a slash. */
export function MacroList({ thread, channel, text }: MacroListProps) {
  useEffect(() => void loadMacros().catch(() => undefined), [thread.id]);
  useLayoutEffect(() => void (text.includes("/") || (byKey.value = false)), [text]);
  const offers = (sought: string) => {
    const values = valuesFor(thread, channel);
    return fitting(macros.value ?? [], sought).map((one) => {
      const insert = fill(one.text, values);
      return { key: one.id, name: one.name, note: insert, insert };
    });
  };
  return (
    <Offers sign="/" text={text} label={t("macros")} asked={byKey.value} offers={offers}>
      <p class="help">{macros.value?.length === 0 && t("macros.none")} <a href={toSettings("macros")}>{t("macros.edit")}</a></p>
    </Offers>
  );
}
