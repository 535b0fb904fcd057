import type { Episode } from "../api/words";
import { t } from "../words/speak";
import { date, span, untilNow } from "../words/when";

/** What happened before, newest first. */
export function Episodes({ episodes }: { episodes: readonly Episode[] }) {
  const newest = [...episodes].sort((one, other) => Date.parse(other.opened_at) - Date.parse(one.opened_at));
  return (
    <section>
      <h3>{t("episodes")}</h3>
      <ol class="episodes">
        {newest.map((one) => (
          <li key={one.id} data-open={one.closed_at === null}>
            <strong>{date(one.opened_at)}</strong>
            <span class="faint">{course(one)}</span>
            <span class="faint">{answered(one)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function course({ opened_at, closed_at }: Episode): string {
  if (!closed_at) return t("episode.open", { span: untilNow(opened_at) });
  return t("episode.closed", { span: span(Date.parse(closed_at) - Date.parse(opened_at)) });
}

function answered({ opened_at, first_reply_at }: Episode): string {
  if (!first_reply_at) return t("episode.unanswered");
  return t("episode.answered", { span: span(Date.parse(first_reply_at) - Date.parse(opened_at)) });
}
