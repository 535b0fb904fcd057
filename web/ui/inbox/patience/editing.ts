import { computed, signal } from "@preact/signals";
import * as api from "../api/patience";
import type { Rule, Saved, Saving, Table } from "../api/patience";
import { Problem } from "../api/request";
import { complain, say, sentence } from "../state/notice";
import { t } from "../words/speak";

export interface Wrong {
  field: string;
  code: string;
  sentence: string;
}

/** null until they are known. */
export const saved = signal<Saved | null>(null);
export const draft = signal<Table | null>(null);
export const history = signal<readonly Saving[]>([]);
export const missing = signal("");
export const wrong = signal<Wrong | null>(null);
/** Grows when the draft is another one altogether, so that its fields begin anew. */
export const version = signal(0);
/** Of the rules, in their order: they change places, and what is written in them goes along. */
export const ruleKeys = signal<readonly number[]>([]);
export const isChanged = computed(() => draft.value !== null && JSON.stringify(draft.value) !== JSON.stringify(saved.value?.table));

let nextKey = 0;

export async function load(): Promise<void> {
  try {
    [saved.value, history.value] = await Promise.all([api.current(), api.history()]);
    missing.value = "";
    begin();
  } catch (problem) {
    missing.value = sentence(problem);
  }
}

/** A colleague has saved another table: shown at once, unless that would take away what is being written. */
export async function hearOfAnother(): Promise<void> {
  if (isChanged.peek()) return;
  const now = await api.current().catch(() => null);
  if (now && now.id !== saved.peek()?.id) await load();
}

/** Let the draft be what holds. */
export function begin(): void {
  const table = saved.peek()?.table ?? null;
  [draft.value, wrong.value] = [table, null];
  ruleKeys.value = (table?.rules ?? []).map(() => nextKey++);
  version.value += 1;
}

export function edit(part: Partial<Table>): void {
  if (draft.value) draft.value = { ...draft.value, ...part };
}

export function setRule(index: number, rule: Rule): void {
  edit({ rules: draft.value?.rules.map((one, at) => (at === index ? rule : one)) ?? [] });
}

export function addRule(rule: Rule): void {
  edit({ rules: [...(draft.value?.rules ?? []), rule] });
  ruleKeys.value = [...ruleKeys.value, nextKey++];
}

export function dropRule(index: number): void {
  edit({ rules: draft.value?.rules.filter((_, at) => at !== index) ?? [] });
  ruleKeys.value = ruleKeys.value.filter((_, at) => at !== index);
}

/** by: 1 is later, -1 is earlier. */
export function moveRule(index: number, by: 1 | -1): void {
  edit({ rules: swapped(draft.value?.rules ?? [], index, index + by) });
  ruleKeys.value = swapped(ruleKeys.value, index, index + by);
}

function swapped<T>(list: readonly T[], one: number, other: number): T[] {
  const next = [...list];
  [next[one], next[other]] = [list[other]!, list[one]!];
  return next;
}

/** over: false replaces what a colleague has saved meanwhile. Raises a Problem. */
export async function save(over: boolean): Promise<void> {
  if (!draft.value || !saved.value) return;
  saved.value = await api.save(draft.value, over ? saved.value.id : null);
  begin();
  say(t("patience.saved"));
  await readHistory();
}

export async function restore(id: number): Promise<void> {
  const before = saved.value?.id ?? 0;
  try {
    saved.value = await api.restore(id);
    begin();
    say(t("patience.restored"), () => void restore(before));
    await readHistory();
  } catch (problem) {
    complain(problem);
  }
}

const readHistory = (): Promise<void> => api.history().then((found) => void (history.value = found), complain);

export function blame(problem: unknown): void {
  const { field, code } = problem instanceof Problem ? problem : { field: "", code: "" };
  wrong.value = { field, code, sentence: sentence(problem) };
}

/** What is wrong with exactly this part of the table, or (under) with something in it. */
export const wrongAt = (field: string): string => (wrong.value?.field === field ? wrong.value.sentence : "");
export const wrongUnder = (field: string): string => (`${wrong.value?.field}.`.startsWith(`${field}.`) ? wrong.value!.sentence : "");
