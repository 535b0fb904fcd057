import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Deep, state } from "../api/moods";
import { Icon } from "../parts/Icon";
import { toSettings } from "../state/route";
import { t } from "../words/speak";

/** Said where accounts are looked after: without the close reading moods are first impressions. Nothing while all is well. */
export function DeepLine() {
  const deep = useSignal<Deep | null>(null);
  useEffect(() => void state().then((found) => (deep.value = found.deep), () => undefined), []);
  if (!deep.value || deep.value.ready) return null;
  return (
    <p class="trouble deep-line">
      <Icon name="warning" />
      <span>{t("deep.accounts")} {deep.value.why} <a href={toSettings("mood")}>{t("deep.more")}</a></span>
    </p>
  );
}
