import type { Stretch } from "../api/card";
import { date } from "../words/past";
import { many, t } from "../words/speak";
import { span, untilNow } from "../words/when";
import { MoodMark } from "../parts/MoodMark";
import { New } from "./New";
import { Outcome } from "./Outcome";
import { Section } from "./Section";

interface EpisodesProps {
  threadId: string;
  episodes: readonly Stretch[];
  since: string | null;
}

/** What happened before: the current one first, then newest first. */
export function Episodes({ threadId, episodes, since }: EpisodesProps) {
  const [current, before] = [episodes.filter((one) => !one.closed_at), episodes.filter((one) => one.closed_at)];
  if (!episodes.length) return null;
  return (
    <Section name="episodes" title={t("episodes")} count={episodes.length}>
      <ol class="episodes">{[...current, ...before].map((one) => <Told key={one.id} threadId={threadId} episode={one} since={since} />)}</ol>
    </Section>
  );
}

function Told({ threadId, episode, since }: Omit<EpisodesProps, "episodes"> & { episode: Stretch }) {
  const { opened_at, closed_at, subject, tags } = episode;
  return (
    <li data-open={!closed_at}>
      <p class="episode-head"><strong>{date(opened_at)}</strong>{episode.valence_last !== null && <MoodMark anger={episode.anger ?? 0} valence={episode.valence_last} />}<New at={closed_at ?? opened_at} since={since} /></p>
      {subject && <p dir="auto">{subject}</p>}
      <p class="faint">{course(episode)} · {answered(episode)}</p>
      <Outcome threadId={threadId} episode={episode} />
      {tags.length > 0 && <ul class="labels" aria-label={t("tags")}>{tags.map((tag) => <li key={tag} class="tag">{tag}</li>)}</ul>}
    </li>
  );
}

function course({ opened_at, closed_at, closed_by_name, heard }: Stretch): string {
  if (!closed_at) return `${t("episode.open", { span: untilNow(opened_at) })} · ${many("episode.heard", heard)}`;
  const length = span(Date.parse(closed_at) - Date.parse(opened_at));
  return closed_by_name ? t("episode.closed.by", { span: length, name: closed_by_name }) : t("episode.closed", { span: length });
}

function answered({ opened_at, first_reply_at }: Stretch): string {
  if (!first_reply_at) return t("episode.unanswered");
  return t("episode.answered", { span: span(Date.parse(first_reply_at) - Date.parse(opened_at)) });
}
