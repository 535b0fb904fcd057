import { useEffect } from "preact/hooks";
import type { View } from "../api/words";
import { load, pages } from "../state/pages";
import { connection } from "../state/stream";
import { listed } from "../state/threads";
import { t } from "../words/speak";
import { EmptyQueue } from "./EmptyQueue";
import { ListEnd } from "./ListEnd";
import { Row } from "./Row";
import { ViewTabs } from "./ViewTabs";

export function Queue({ view }: { view: View }) {
  const page = pages.value[view];
  const live = connection.value !== "connecting";
  // The first page is read once the stream is open, so that nothing falls between the two.
  useEffect(() => void (live && !pages.peek()[view] && load(view)), [view, live]);
  const ids = listed.value;
  return (
    <section class="queue" aria-label={t("queue")}>
      <ViewTabs view={view} />
      <div class="rows">
        <ul>{ids.map((id) => <Row key={id} id={id} view={view} />)}</ul>
        {page?.state === "ready" && !page.next && !ids.length && <EmptyQueue view={view} />}
        <ListEnd view={view} page={page} first={!ids.length} />
      </div>
    </section>
  );
}
