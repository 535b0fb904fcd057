import type { View } from "../api/words";
import { Button } from "../parts/Button";
import { Trouble } from "../parts/Trouble";
import { type Loaded, load } from "../state/pages";
import { t } from "../words/speak";
import { Skeleton } from "./Skeleton";

interface ListEndProps {
  view: View;
  page: Loaded | undefined;
  first: boolean;
}

/** What comes after the last row that we have. */
export function ListEnd({ view, page, first }: ListEndProps) {
  if (page?.state === "failed") {
    return (
      <div class="list-end">
        <Trouble text={page.sentence} />
        <Button icon="reopen" onClick={() => void load(view)}>{t("again")}</Button>
      </div>
    );
  }
  const loading = page?.state !== "ready" || page.next !== null;
  return <div class="list-end" aria-busy={loading}>{loading && <Skeleton rows={first ? 7 : 2} />}</div>;
}
