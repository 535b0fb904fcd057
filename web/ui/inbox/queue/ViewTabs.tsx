import type { Counts, FixedView, View } from "../api/words";
import { Icon } from "../parts/Icon";
import { Menu } from "../parts/Menu";
import { desk } from "../state/desk";
import { counts } from "../state/pages";
import { VIEWS, toView } from "../state/route";
import { ownView, ownViews } from "../state/views";
import { t } from "../words/speak";

const ALWAYS: readonly View[] = ["queue", "mine"];

/** Two views are always in sight, and the one that is on the screen; the others are a click away. */
export function ViewTabs({ view }: { view: View }) {
  const fixed = VIEWS.filter((name) => !ALWAYS.includes(name) && (name !== "team" || desk.value?.team_ids.length));
  const own = ownViews.value?.map(({ id }): View => `v/${id}`) ?? [];
  return (
    <nav class="views" aria-label={t("views")}>
      <div class="tabs">
        {(ALWAYS.includes(view) ? ALWAYS : [...ALWAYS, view]).map((name) => <Tab key={name} name={name} here={name === view} />)}
      </div>
      <Menu label={t("views.more")} kind="views-menu" face={<Icon name="chevron" />}>
        {[...fixed, ...own].map((name) => <Tab key={name} name={name} here={name === view} />)}
      </Menu>
    </nav>
  );
}

function Tab({ name, here }: { name: View; here: boolean }) {
  const count = counts.value?.[name as keyof Counts];
  return (
    <a href={toView(name)} aria-current={here ? "page" : undefined}>
      <span>{nameOf(name)}</span>
      {count !== undefined && <span class="count">{short(count)}</span>}
    </a>
  );
}

function nameOf(view: View): string {
  if (view.startsWith("v/")) return ownView(view)?.name ?? t("view.own");
  return view.startsWith("f/") ? t("view.filtered") : t(`view.${view as FixedView}`);
}

/** The server stops counting at 1,000. */
const short = (count: number): string => (count < 1000 ? String(count) : "999+");
