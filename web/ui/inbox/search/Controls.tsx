import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Tag, allTags } from "../api/episodes";
import { Choice } from "../parts/Choice";
import { Field } from "../parts/Field";
import { channels, wantChannels } from "../state/accounts";
import { channelName } from "../words/channel";
import { t } from "../words/speak";
import { type Reading, narrow } from "./question";

type Option = readonly [value: string, text: string];

export function Controls({ id, reading }: { id: string; reading: Reading }) {
  const tags = useTags();
  const any: Option = ["", t("search.any")];
  const pick = (name: "channel" | "tag" | "direction" | "status" | "mood", options: readonly Option[]) => (
    <Choice
      label={t(`search.by.${name}`)}
      value={reading[name]}
      options={[any, ...withCurrent(options, reading[name])]}
      onChange={(value) => narrow(reading, { [name]: value })}
    />
  );
  return (
    <div class="controls" id={id} role="group" aria-label={t("search.filters")}>
      {pick("channel", channelsKnown())}
      {pick("tag", tags.map(({ name, count }) => [name, `${name} (${count})`]))}
      {pick("direction", (["in", "out", "note"] as const).map((one) => [one, t(`search.direction.${one}`)]))}
      {pick("status", (["open", "closed"] as const).map((one) => [one, t(`search.status.${one}`)]))}
      {pick("mood", (["angry", "upset"] as const).map((one) => [one, t(`search.mood.${one}`)]))}
      {(["after", "before"] as const).map((name) => (
        <Field key={name} label={t(`search.by.${name}`)}>
          {(tied) => <input {...tied} type="date" value={reading[name]} onChange={(event) => narrow(reading, { [name]: event.currentTarget.value })} />}
        </Field>
      ))}
    </div>
  );
}

/** An address may name what no list holds. */
function withCurrent(options: readonly Option[], value: string): readonly Option[] {
  return !value || options.some(([known]) => known === value) ? options : [...options, [value, value]];
}

function channelsKnown(): readonly Option[] {
  wantChannels();
  return [...new Set(channels.value?.map(({ channel }) => channel))].map((one) => [one, channelName(one)]);
}

/** None where the server does not say: then one writes tag:… */
function useTags(): readonly Tag[] {
  const tags = useSignal<readonly Tag[]>([]);
  useEffect(() => void allTags().then((all) => (tags.value = all), () => undefined), []);
  return tags.value;
}
