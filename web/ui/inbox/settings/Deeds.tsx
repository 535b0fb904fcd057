import type { Entry } from "../api/audit";
import { Icon } from "../parts/Icon";
import { toSettings } from "../state/route";
import { t } from "../words/speak";
import { day, dayKey, exact, timeOfDay } from "../words/when";
import { deedIcon, deedWords } from "./deed";

interface DeedsProps {
  entries: readonly Entry[];
  filtered: boolean;
}

/** What was done, under the day on which it was. */
export function Deeds({ entries, filtered }: DeedsProps) {
  return (
    <>
      {byDay(entries).map(([first, ...others]) => (
        <section key={dayKey(first.at)} class="deeds">
          <h3>{day(first.at)}</h3>
          <ol>{[first, ...others].map((one) => <Deed key={one.seq} entry={one} filtered={filtered} />)}</ol>
        </section>
      ))}
    </>
  );
}

function Deed({ entry, filtered }: { entry: Entry; filtered: boolean }) {
  const { at, customer_id } = entry;
  return (
    <li>
      <Icon name={deedIcon(entry)} />
      <span>{deedWords(entry)}</span>
      {customer_id && !filtered && <a href={toSettings("audit", customer_id)} aria-label={t("audit.only.of", { deed: deedWords(entry) })}>{t("audit.only")}</a>}
      <time class="faint" dateTime={at} title={exact(at)}>{timeOfDay(at)}</time>
    </li>
  );
}

type Some = [Entry, ...Entry[]];

/** They come in the order of time, so a day stands in one piece. */
function byDay(entries: readonly Entry[]): Some[] {
  const days: Some[] = [];
  for (const one of entries) {
    const last = days.at(-1);
    if (last && dayKey(last[0].at) === dayKey(one.at)) last.push(one);
    else days.push([one]);
  }
  return days;
}
