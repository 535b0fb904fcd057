import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Foreseen, type Moved, type Table, foresee } from "../api/patience";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import { Reasons } from "../queue/Reasons";
import { toThread } from "../state/route";
import { customerName } from "../words/customer";
import { many, t } from "../words/speak";
import { exact, stamp } from "../words/when";
import { blame, draft, isChanged, wrong } from "./editing";

const PAUSE = 400; // milliseconds without a key until it is worth asking
const SHOWN = 30;

/** What the table as it is being written would make of today's queue. */
export function Preview() {
  const found = useForeseen(isChanged.value ? draft.value : null);
  return (
    <aside class="card foreseen" aria-labelledby="foreseen-title">
      <h3 id="foreseen-title">{t("foreseen")}</h3>
      <div role="status">
        {!isChanged.value && <p class="faint">{t("foreseen.nothing")}</p>}
        {isChanged.value && wrong.value && <p class="faint">{wrong.value.field ? t("foreseen.wrong") : t("foreseen.unfinished")}</p>}
        {found && !wrong.value && <Summary found={found} />}
      </div>
      {found && !wrong.value && <ol class="moved">{found.moved.slice(0, SHOWN).map((one) => <Row key={one.thread_id} moved={one} />)}</ol>}
      {found && found.moved.length > SHOWN && <p class="faint">{many("foreseen.more", found.moved.length - SHOWN)}</p>}
    </aside>
  );
}

function useForeseen(table: Table | null): Foreseen | null {
  const found = useSignal<Foreseen | null>(null);
  useEffect(() => {
    if (!table) {
      [found.value, wrong.value] = [null, null]; // as it was saved, it was sound
      return undefined;
    }
    const cancel = new AbortController();
    const take = (next: Foreseen) => {
      if (!cancel.signal.aborted) [found.value, wrong.value] = [next, null];
    };
    const ask = () => foresee(table, cancel.signal).then(take, (problem: unknown) => cancel.signal.aborted || blame(problem));
    const timer = setTimeout(() => void ask(), PAUSE);
    return () => (clearTimeout(timer), cancel.abort());
  }, [table]);
  return found.value;
}

function Summary({ found: { moved, waiting, earlier, later } }: { found: Foreseen }) {
  return (
    <>
      <p><strong>{many("foreseen.moves", moved.length, { waiting: String(waiting) })}</strong></p>
      <p class="faint">{t("foreseen.due", { earlier, later })}</p>
    </>
  );
}

function Row({ moved }: { moved: Moved }) {
  const { rank_before: before, rank_after: after } = moved;
  return (
    <li>
      <span class={after < before ? "rank sooner" : "rank"} title={after < before ? t("foreseen.up") : t("foreseen.down")}>
        <Icon name={after < before ? "up" : "down"} />
        {before} → {after}
      </span>
      <a href={toThread("queue", moved.thread_id)}>{customerName(moved.customer_name)}</a>
      <span class="foreseen-why"><ChannelMark channel={moved.channel} /><Reasons reasons={moved.reasons} /></span>
      <span class="foreseen-due faint" title={`${exact(moved.due_before)} → ${exact(moved.due_after)}`}>
        {t("foreseen.from", { before: stamp(moved.due_before), after: stamp(moved.due_after) })}
      </span>
    </li>
  );
}
