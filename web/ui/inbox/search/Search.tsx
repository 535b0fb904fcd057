import { useEffect } from "preact/hooks";
import { Button } from "../parts/Button";
import { Empty } from "../parts/Empty";
import { Loading } from "../parts/Loading";
import { busy, clear, find, found, problem } from "../state/search";
import { t } from "../words/speak";
import { Chips } from "./Chips";
import { Count } from "./Count";
import { Examples } from "./Examples";
import { Filters } from "./Filters";
import { useSearchKeys } from "./keys";
import { NothingFound } from "./NothingFound";
import { isBlank, queryOf, question, readingOf, unread } from "./question";
import { Results } from "./Results";
import { SearchField } from "./SearchField";

export function Search() {
  const now = question();
  const [query, blank] = [queryOf(now), isBlank(now)];
  useSearchKeys();
  useEffect(() => (blank ? clear() : void find(query)), [query]);
  const finds = blank ? null : found.value;
  const reading = finds ? readingOf(finds.understood) : unread(now);
  return (
    <main class="search" aria-label={t("search")}>
      <header class="search-head">
        <h1 class="unseen">{t("search")}</h1>
        <SearchField />
        <Filters reading={reading} />
        <Chips reading={reading} />
        <Count found={finds} />
      </header>
      {outcome()}
    </main>
  );

  function outcome() {
    if (blank) return <Examples />;
    if (problem.value) return <Failed onAgain={() => void find(query)} />;
    if (!finds) return <Loading />;
    return (
      <>
        {finds.people.length + finds.messages.length > 0 || finds.next ? <Results found={finds} /> : null}
        {!finds.messages.length && !finds.next && !busy.value && <NothingFound reading={reading} />}
      </>
    );
  }
}

function Failed({ onAgain }: { onAgain: () => void }) {
  return (
    <Empty icon="warning" title={t("search.failed")}>
      <p role="alert">{problem.value}</p>
      <Button icon="reopen" onClick={onAgain}>{t("again")}</Button>
    </Empty>
  );
}
