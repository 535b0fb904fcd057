import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { box } from "../state/composer";
import { elsewhere, insist, joinBoth, placeOf, take } from "../state/saving";
import { t } from "../words/speak";
import { stamp } from "../words/when";

/** Two devices of one agent have written different things: none of it is lost before the agent says so. */
export function Elsewhere({ threadId, spot }: { threadId: string; spot: string }) {
  const other = elsewhere.value.get(placeOf(threadId, spot));
  if (!other) return null;
  const by = (decide: typeof take) => () => (decide(threadId, spot, other), box.current?.focus());
  return (
    <div class="elsewhere" role="group" aria-label={t("draft.elsewhere.short")}>
      <p role="alert"><Icon name="warning" />{t("draft.elsewhere", { when: stamp(other.at) })}</p>
      <blockquote dir="auto">{other.text}</blockquote>
      <Button onClick={by(joinBoth)}>{t("draft.join")}</Button>
      <Button kind="quiet" onClick={by(take)}>{t("draft.take")}</Button>
      <Button kind="quiet" onClick={by(insist)}>{t("draft.insist")}</Button>
    </div>
  );
}
