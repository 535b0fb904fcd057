import type { View } from "../api/words";
import { counts } from "../state/pages";
import { VIEWS, toView } from "../state/route";
import { t } from "../words/speak";

export function ViewTabs({ view }: { view: View }) {
  return (
    <nav class="tabs views" aria-label={t("views")}>
      {VIEWS.map((name) => (
        <a key={name} href={toView(name)} aria-current={name === view ? "page" : undefined}>
          {t(`view.${name}`)}
          {counts.value && name !== "closed" && <span class="count">{short(counts.value[name])}</span>}
        </a>
      ))}
    </nav>
  );
}

/** The server stops counting at 1,000. */
const short = (count: number): string => (count < 1000 ? String(count) : "999+");
