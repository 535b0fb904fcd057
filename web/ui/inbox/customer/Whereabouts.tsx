import { useSignal } from "@preact/signals";
import type { Customer } from "../api/words";
import { Choice } from "../parts/Choice";
import { Icon } from "../parts/Icon";
import type { IconName } from "../parts/icons";
import { IconButton } from "../parts/IconButton";
import { now } from "../state/clock";
import { languageName } from "../words/language";
import { language, t } from "../words/speak";
import { write } from "./changing";
import { InPlace, useOpening } from "./InPlace";
import { placeOf, timeThere } from "./zone";

/** What their words and numbers suggest, where nobody has written it down. */
export type Guess = Pick<Customer, "language" | "zone">;

interface WhereaboutsProps {
  threadId: string;
  customer: Customer;
  guess: Guess;
}

/** What they speak and what time it is there: nobody is to be called at four in the morning. */
export function Whereabouts({ threadId, customer, guess }: WhereaboutsProps) {
  const { open, start, close, place } = useOpening();
  const [spoken, zone] = [customer.language || guess.language, customer.zone || guess.zone];
  const time = zone && timeThere(zone, now.value);
  if (open) return <Form threadId={threadId} customer={customer} guess={guess} close={close} />;
  return (
    <div class="whereabouts" ref={place}>
      {spoken && <Fact icon="globe" text={languageName(spoken)} guessed={!customer.language} />}
      {time && <Fact icon="clock" text={t("zone.there", { time, place: placeOf(zone) })} guessed={!customer.zone} />}
      {!spoken && !time && <span class="faint">{t("whereabouts.none")}</span>}
      <IconButton icon="edit" kind="edit" label={t("edit.what", { what: t("whereabouts") })} onClick={start} />
    </div>
  );
}

function Fact({ icon, text, guessed }: { icon: IconName; text: string; guessed: boolean }) {
  return <span title={guessed ? t("guess.help") : undefined}><Icon name={icon} /><span>{text}{guessed && <span class="faint"> ({t("guess")})</span>}</span></span>;
}

const OFTEN = ["ar", "ca", "de", "en", "es", "eu", "fr", "gl", "hi", "it", "ja", "ko", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "zh"];

function Form({ threadId, customer, guess, close }: WhereaboutsProps & { close: () => void }) {
  const [spoken, zone] = [useSignal(customer.language || guess.language), useSignal(customer.zone || guess.zone)];
  const save = () => write(threadId, customer, { language: spoken.value, zone: zone.value });
  const codes = [...new Set([...OFTEN, ...(spoken.peek() ? [spoken.peek()] : [])])];
  const named = codes.map((code) => [code, languageName(code)] as const).sort((one, other) => one[1].localeCompare(other[1], language.value));
  const zones = [...new Set([...Intl.supportedValuesOf("timeZone"), ...(zone.peek() ? [zone.peek()] : [])])];
  return (
    <InPlace label={t("whereabouts")} save={save} close={close}>
      <Choice label={t("language")} value={spoken.value} options={[["", t("unknown")], ...named]} onChange={(code) => (spoken.value = code)} />
      <Choice label={t("zone")} value={zone.value} options={[["", t("unknown")], ...zones.map((one) => [one, one.replaceAll("_", " ")] as const)]} onChange={(name) => (zone.value = name)} />
    </InPlace>
  );
}
