import { useRef } from "preact/hooks";
import type { Rule } from "../api/patience";
import { Field } from "../parts/Field";
import { Icon } from "../parts/Icon";
import { IconButton } from "../parts/IconButton";
import { t } from "../words/speak";
import { Share } from "./Amount";
import { dropRule, moveRule, setRule, wrongUnder } from "./editing";
import { Fold } from "./Fold";
import { LONGEST, Minutes } from "./Minutes";
import { TextBox } from "./TextBox";
import { WhenFields } from "./WhenFields";
import { ruleInWords } from "./ruleWords";

interface RuleItemProps {
  rule: Rule;
  index: number;
  count: number;
}

export function RuleItem({ rule, index, count }: RuleItemProps) {
  const row = useRef<HTMLLIElement>(null);
  const put = (part: Partial<Rule>) => setRule(index, { ...rule, ...part });
  const move = (by: 1 | -1, kind: string) => {
    moveRule(index, by);
    setTimeout(() => row.current?.querySelector<HTMLElement>(`.${kind}`)?.focus()); // it has moved under the hand
  };
  const error = wrongUnder(`rules.${index}`);
  const name = rule.name || t("rule.nameless");
  return (
    <li ref={row} class="rule" data-off={!rule.on}>
      <header>
        <label class="switch">
          <input type="checkbox" role="switch" aria-label={t("rule.on", { name })} checked={rule.on} onChange={(event) => put({ on: event.currentTarget.checked })} />
        </label>
        <p><strong>{name}</strong> <span class="faint">{ruleInWords(rule)}</span></p>
        {index > 0 && <IconButton icon="up" kind="rule-up" label={t("rule.up", { name })} onClick={() => move(-1, "rule-up")} />}
        {index < count - 1 && <IconButton icon="down" kind="rule-down" label={t("rule.down", { name })} onClick={() => move(1, "rule-down")} />}
        <IconButton icon="trash" label={t("rule.remove", { name })} onClick={() => dropRule(index)} />
      </header>
      <Fold title={t("edit")} start={!rule.name} force={error !== ""}>
        <div class="rule-name">
          <Field label={t("rule.name")} help={t("rule.name.help")}>
            {(tied) => <TextBox {...tied} required maxLength={60} pattern=".*\S.*" start={rule.name} take={(name) => put({ name })} />}
          </Field>
        </div>
        <WhenFields when={rule.when} onChange={(when) => put({ when })} />
        <Effect rule={rule} put={put} />
      </Fold>
      {error && <p role="alert" class="trouble"><Icon name="warning" />{error}</p>}
    </li>
  );
}

/** One of the two: a part of the patience, or so many minutes at most. */
function Effect({ rule, put }: { rule: Rule; put: (part: Partial<Rule>) => void }) {
  const minutes = rule.minutes !== null;
  return (
    <fieldset class="effect">
      <legend>{t("rule.then")}</legend>
      <Field label={t("rule.kind")}>
        {(tied) => (
          <select {...tied} value={minutes ? "minutes" : "leaves"} onChange={(event) => put(event.currentTarget.value === "minutes" ? { minutes: 10, leaves: null } : { leaves: 0.5, minutes: null })}>
            <option value="leaves">{t("rule.leaves")}</option>
            <option value="minutes">{t("rule.minutes")}</option>
          </select>
        )}
      </Field>
      {minutes ? (
        <Minutes key="minutes" label={t("rule.minutes.most")} max={LONGEST} value={rule.minutes} onChange={(most) => put({ minutes: most ?? rule.minutes })} />
      ) : (
        <Share key="leaves" label={t("leaves")} value={rule.leaves ?? 1} onChange={(leaves) => put({ leaves })} />
      )}
    </fieldset>
  );
}
