import type { Situation, Table } from "../api/patience";
import { t } from "../words/speak";
import { Amount, Share } from "./Amount";
import { edit } from "./editing";
import { Part } from "./Part";

const PARTS = ["present", "repeated", "broken_promise", "streak"] as const;

/** What leaves so much of the patience whatever is said. */
export function SituationPart({ table }: { table: Table }) {
  const { situation } = table;
  const put = (part: Partial<Situation>) => edit({ situation: { ...situation, ...part } });
  return (
    <Part title={t("situation")} lead={t("situation.lead")}>
      {PARTS.map((one) => (
        <Share key={one} label={t(`situation.${one}`)} value={situation[one]} onChange={(left) => put({ [one]: left })} />
      ))}
      <Amount label={t("situation.streakFrom")} min={1} max={100} step={1} value={situation.streak_from} onChange={(count) => put({ streak_from: count ?? situation.streak_from })} />
    </Part>
  );
}
