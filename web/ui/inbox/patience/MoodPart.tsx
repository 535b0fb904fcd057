import type { OfMood, Step, Table } from "../api/patience";
import { Button } from "../parts/Button";
import { IconButton } from "../parts/IconButton";
import { Trouble } from "../parts/Trouble";
import { t } from "../words/speak";
import { Amount, Share } from "./Amount";
import { edit, wrongAt } from "./editing";
import { Fold } from "./Fold";
import { Part } from "./Part";

const MOST_STEPS = 10;

export function MoodPart({ table }: { table: Table }) {
  const { mood } = table;
  const put = (part: Partial<OfMood>) => edit({ mood: { ...mood, ...part } });
  return (
    <Part title={t("ladder")} lead={t("ladder.lead")}>
      <Ladder steps={mood.ladder} onChange={(ladder) => put({ ladder })} />
      <Trouble text={wrongAt("mood.ladder")} />
      <Fold title={t("ladder.more")}>
        <Share label={t("ladder.angry")} help={t("ladder.angry.help")} least={0} value={mood.angry} onChange={(angry) => put({ angry })} />
        <Share label={t("ladder.upset")} help={t("ladder.upset.help")} least={0} value={mood.upset} onChange={(upset) => put({ upset })} />
        <Share label={t("ladder.uneasy")} help={t("ladder.uneasy.help")} least={0} error={wrongAt("mood.uneasy")} value={mood.uneasy} onChange={(uneasy) => put({ uneasy })} />
      <Share label={t("ladder.worsens")} least={10} value={mood.worsens_by} onChange={(worsens_by) => put({ worsens_by })} />
        <Share label={t("ladder.worsening")} value={mood.worsening} onChange={(worsening) => put({ worsening })} />
        <Share label={t("ladder.keeps")} least={0} value={mood.keeps} onChange={(keeps) => put({ keeps })} />
        <Amount label={t("ladder.halfLife")} min={1} max={8760} unit={t("unit.h")} value={mood.half_life} onChange={(hours) => put({ half_life: hours ?? mood.half_life })} />
      </Fold>
    </Part>
  );
}

/** The first and the last step are the ends: they stay where they are. */
function Ladder({ steps, onChange }: { steps: readonly Step[]; onChange: (steps: Step[]) => void }) {
  const put = (index: number, part: Partial<Step>) => onChange(steps.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <>
      <ol class="ladder">
        {steps.map((step, index) => {
          const end = index === 0 || index === steps.length - 1;
          const name = { step: index + 1 };
          return (
            <li key={`${steps.length} ${index}`}>
              <span>{t("ladder.at")}</span>
              {end ? <b>{step.badness * 100} %</b> : <Share bare label={t("ladder.badness", name)} least={0} value={step.badness} onChange={(badness) => put(index, { badness })} />}
              <span>{t("ladder.leaves")}</span>
              <Share bare label={t("ladder.left", name)} value={step.leaves} onChange={(leaves) => put(index, { leaves })} />
              {!end && <IconButton icon="trash" label={t("ladder.remove", name)} onClick={() => onChange(steps.filter((_, at) => at !== index))} />}
            </li>
          );
        })}
      </ol>
      {steps.length < MOST_STEPS && <Button icon="plus" onClick={() => onChange(withStep(steps))}>{t("ladder.add")}</Button>}
    </>
  );
}

/** Half way up to the last one, where nothing changes yet. */
function withStep(steps: readonly Step[]): Step[] {
  const [before, last] = [steps.at(-2)!, steps.at(-1)!];
  const half = (one: number, other: number) => Math.round((one + other) * 500) / 1000;
  return [...steps.slice(0, -1), { badness: half(before.badness, last.badness), leaves: half(before.leaves, last.leaves) }, last];
}
