import type { ChannelForm, SettingField } from "../api/accounts";
import type { SettingValue } from "../api/words";

export type Answers = Record<string, SettingValue>;

/** What a form shows at first: the account's settings, else the connector's defaults. */
export function startOf(form: ChannelForm, settings: Answers = {}): Answers {
  return Object.fromEntries(form.fields.map((field) => [field.name, settings[field.name] ?? field.default ?? blank(field)]));
}

/** What is sent. A secret left empty is left out, so the stored one stays; numbers and lists get their own types. */
export function typed(form: ChannelForm, answers: Answers): Answers {
  const filled = form.fields.filter((field) => !(field.kind === "secret" && answers[field.name] === ""));
  return Object.fromEntries(filled.map((field) => [field.name, typedValue(field, answers[field.name] ?? "")]));
}

function blank(field: SettingField): SettingValue {
  if (field.kind === "switch") return false;
  return field.kind === "choice" ? (field.choices[0] ?? "") : "";
}

function typedValue(field: SettingField, value: SettingValue): SettingValue {
  if (field.kind === "number" && typeof value === "string" && value !== "") return Number(value);
  if (field.kind !== "list" || Array.isArray(value)) return value;
  return String(value).split("\n").map((line) => line.trim()).filter(Boolean);
}
