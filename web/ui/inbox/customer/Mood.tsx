import type { MoodPoint } from "../api/card";
import { moodOf } from "../words/mood";
import { t } from "../words/speak";
import { exact } from "../words/when";
import { linkTo } from "./link";
import { heightOf, inWords, worstOf } from "./feeling";
import { Section } from "./Section";

const [WIDE, HIGH, EDGE] = [240, 48, 5];

interface MoodProps {
  threadId: string;
  points: readonly MoodPoint[];
}

/** How their messages sounded over time. One message makes no line. */
export function Mood({ threadId, points }: MoodProps) {
  if (points.length < 2) return null;
  const worst = worstOf(points);
  return (
    <Section name="mood" title={t("mood")}>
      <p>{worst ? <a href={linkTo(threadId, worst.message_id)}>{inWords(points)}</a> : inWords(points)}</p>
      <Line threadId={threadId} points={points} />
    </Section>
  );
}

/** For the eye and the pointer: the sentence above says it to everybody else, and leads to the worst of it. */
function Line({ threadId, points }: MoodProps) {
  const placed = points.map((point, index) => ({ point, ...placeOf(point, index, points.length) }));
  return (
    <svg class="mood-line" viewBox={`0 0 ${WIDE} ${HIGH}`} aria-hidden="true">
      <path class="zero" d={`M0 ${HIGH / 2}H${WIDE}`} />
      <polyline points={placed.map(({ x, y }) => `${x},${y}`).join(" ")} />
      {placed.map(({ point, x, y }) => (
        <a key={point.message_id} href={linkTo(threadId, point.message_id)} tabindex={-1}>
          <title>{`${t(`mood.${moodOf(point)}`)} · ${exact(point.at)}`}</title>
          <circle class={`mood ${moodOf(point)}`} cx={x} cy={y} r={points.length > 40 ? 2 : 3} />
        </a>
      ))}
    </svg>
  );
}

function placeOf(point: MoodPoint, index: number, count: number): { x: number; y: number } {
  const x = EDGE + (index / (count - 1)) * (WIDE - 2 * EDGE);
  const y = HIGH / 2 - heightOf(point) * (HIGH / 2 - EDGE);
  return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
}
