import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { allTags } from "../api/episodes";
import type { When } from "../api/patience";
import { Field } from "../parts/Field";
import { channelName } from "../words/channel";
import { languageName } from "../words/language";
import { t } from "../words/speak";
import { draft } from "./editing";
import { accounts, channelsOf, teams } from "./office";
import { LANGUAGES } from "./ruleWords";
import { TextBox } from "./TextBox";

interface WhenFieldsProps {
  when: When;
  onChange: (when: When) => void;
}

/** All that is chosen must be so. */
export function WhenFields({ when, onChange }: WhenFieldsProps) {
  const put = (part: Partial<When>) => onChange({ ...when, ...part });
  const table = draft.value;
  const known = LANGUAGES.includes(when.language ?? "") || !when.language ? LANGUAGES : [...LANGUAGES, when.language];
  return (
    <fieldset class="when">
      <legend>{t("rule.when")}</legend>
      <Pick label={t("rule.channel")} value={when.channel} options={table ? channelsOf(table).map((one) => [one, channelName(one)]) : []} onChange={(channel) => put({ channel })} />
      <Pick label={t("rule.account")} value={when.account_id} options={accounts.value.map(({ id, name }) => [id, name])} onChange={(account_id) => put({ account_id })} />
      <Pick label={t("rule.team")} value={when.team_id} options={teams.value.map(({ id, name }) => [id, name])} onChange={(team_id) => put({ team_id })} />
      <Pick label={t("rule.language")} value={when.language} options={known.map((code) => [code, languageName(code)])} onChange={(language) => put({ language })} />
      <TagPick value={when.tag ?? ""} onChange={(tag) => put({ tag })} />
      <Field label={t("rule.words")} help={t("rule.words.help")} optional={t("optional")}>
        {(tied) => <TextBox {...tied} start={(when.words ?? []).join(", ")} take={(words) => put({ words: listed(words) })} />}
      </Field>
      <Customer when={when} put={put} />
    </fieldset>
  );
}

interface PickProps {
  label: string;
  value: string | undefined;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}

function Pick({ label, value = "", options, onChange }: PickProps) {
  const gone = value && !options.some(([one]) => one === value);
  return (
    <Field label={label}>
      {(tied) => (
        <select {...tied} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">{t("rule.any")}</option>
          {gone && <option value={value}>{t("rule.gone")}</option>}
          {options.map(([one, text]) => <option key={one} value={one}>{text}</option>)}
        </select>
      )}
    </Field>
  );
}

function TagPick({ value, onChange }: { value: string; onChange: (tag: string) => void }) {
  const id = useId();
  const tags = useSignal<readonly string[]>([]);
  useEffect(() => void allTags().then((all) => (tags.value = all.map(({ name }) => name)), () => undefined), []);
  return (
    <Field label={t("rule.tag")} optional={t("optional")}>
      {(tied) => (
        <>
          <TextBox {...tied} list={id} maxLength={50} start={value} take={(tag) => onChange(tag.trim())} />
          <datalist id={id}>{tags.value.map((name) => <option key={name} value={name} />)}</datalist>
        </>
      )}
    </Field>
  );
}

/** A field of the customer's card: its name alone says nothing yet. */
function Customer({ when, put }: { when: When; put: (part: Partial<When>) => void }) {
  const { name, value } = when.field ?? { name: "", value: "" };
  const set = (field: { name: string; value: string }) => put({ field: field.name.trim() ? field : null });
  return (
    <>
      <Field label={t("rule.field")} help={t("rule.field.help")} optional={t("optional")}>
        {(tied) => <TextBox {...tied} maxLength={60} start={name} take={(next) => set({ name: next, value })} />}
      </Field>
      {when.field && (
        <Field label={t("rule.value")}>
          {(tied) => <TextBox {...tied} maxLength={500} start={value} take={(next) => set({ name, value: next })} />}
        </Field>
      )}
    </>
  );
}

const listed = (text: string): string[] => text.split(",").map((word) => word.trim()).filter(Boolean);
