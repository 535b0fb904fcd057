import { useRef } from "preact/hooks";
import type { Table } from "../api/patience";
import { Button } from "../parts/Button";
import { t } from "../words/speak";
import { addRule, ruleKeys } from "./editing";
import { Part } from "./Part";
import { RuleItem } from "./RuleItem";

const MOST = 50;

/** What holds for some customers and messages besides; every rule that fits counts. */
export function RulesPart({ table: { rules } }: { table: Table }) {
  const list = useRef<HTMLOListElement>(null);
  const add = () => {
    addRule({ name: "", when: {}, leaves: 0.5, minutes: null, on: true });
    setTimeout(() => list.current?.querySelector<HTMLInputElement>("li:last-child .rule-name input")?.focus());
  };
  return (
    <Part title={t("rules")} lead={rules.length ? t("rules.lead") : t("rules.none")}>
      <ol class="rules" ref={list}>
        {rules.map((rule, index) => <RuleItem key={ruleKeys.value[index]} rule={rule} index={index} count={rules.length} />)}
      </ol>
      {rules.length < MOST && <Button icon="plus" onClick={add}>{t("rules.add")}</Button>}
    </Part>
  );
}
