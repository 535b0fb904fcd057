import { useEffect } from "preact/hooks";
import type { View } from "../api/words";
import { Later } from "../parts/Later";
import { DESK } from "../state/later";
import { load, pages } from "../state/pages";
import { selected } from "../state/selection";
import { connection } from "../state/stream";
import { loadViews, ownViews, showsOf } from "../state/views";
import { t } from "../words/speak";
import { List } from "./List";
import { ListBar } from "./ListBar";
import { ViewTabs } from "./ViewTabs";

export function Queue({ view }: { view: View }) {
  const live = connection.value !== "connecting";
  const isKnown = Boolean(showsOf(view));
  // At once; as the stream opens, everything is read again, so that nothing falls between the two.
  useEffect(() => void (isKnown && !pages.peek()[view] && load(view)), [view, isKnown]);
  useEffect(() => void (live && !ownViews.peek() && loadViews()), [live]);
  return (
    <section class="queue" aria-label={t("queue")}>
      <ViewTabs view={view} />
      <ListBar view={view} />
      <List key={view} view={view} />
      {selected.value.size > 0 && <Later of={DESK} show={({ BulkBar }) => <BulkBar />} meanwhile={null} />}
    </section>
  );
}
