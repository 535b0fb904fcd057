import { useEffect } from "preact/hooks";
import { colleagues as ask } from "../api/triage";
import { colleagues, learnColleagues } from "../state/colleagues";
import { user } from "../state/session";
import { t } from "../words/speak";
import { Offers } from "./Offers";
import { fitting } from "./sign";

/** Colleagues whom a note can name, behind an @. */
export function MentionList({ text }: { text: string }) {
  const names = text.includes("@");
  useEffect(() => {
    if (names) ask().then(learnColleagues, () => undefined); // else those of the last time
  }, [names]);
  const offers = (sought: string) =>
    fitting(colleagues().filter(({ id }) => id !== user.value?.id), sought).map(({ id, name }) => ({ key: id, name, note: "", insert: `@${name} ` }));
  return <Offers sign="@" text={text} label={t("mentions")} offers={offers} />;
}
