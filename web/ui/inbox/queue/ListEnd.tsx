import { useEffect, useRef } from "preact/hooks";
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

/** Loads the next page when it comes into sight. */
export function ListEnd({ view, page, first }: ListEndProps) {
  const end = useRef<HTMLDivElement>(null);
  const more = page?.state === "ready" && page.next !== null;
  useEffect(() => {
    if (!more || !end.current) return undefined;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && void load(view), { rootMargin: "400px" });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [view, more, page?.next]);
  if (page?.state === "failed") {
    return (
      <div class="list-end">
        <Trouble text={page.sentence} />
        <Button icon="reopen" onClick={() => void load(view)}>{t("again")}</Button>
      </div>
    );
  }
  const loading = !page || page.state === "loading" || more;
  return <div ref={end} class="list-end" aria-busy={loading}>{loading && <Skeleton rows={first ? 7 : 2} />}</div>;
}
