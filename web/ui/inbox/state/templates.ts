import { signal } from "@preact/signals";
import { type Template, templatesOf } from "../api/templates";
import { sentence } from "./notice";

export interface Offered {
  list: readonly Template[] | null; // null while they are being asked for
  problem: string;
}

/** A template that is being filled in. */
export interface Filling {
  template: Template;
  values: Record<string, string>;
}

const VARIABLE = /\{\{\s*([^{}]*?)\s*\}\}/;

export const offered = signal<ReadonlyMap<string, Offered>>(new Map());
/** By thread: the agent writes with a template; null while none is chosen. */
export const fillings = signal<ReadonlyMap<string, Filling | null>>(new Map());

export async function loadTemplates(accountId: string): Promise<void> {
  const know = (what: Offered) => (offered.value = new Map(offered.peek()).set(accountId, what));
  if (!offered.peek().get(accountId)?.list) know({ list: null, problem: "" });
  try {
    know({ list: await templatesOf(accountId), problem: "" });
  } catch (problem) {
    know({ list: null, problem: sentence(problem) });
  }
}

export function writeWith(threadId: string, filling: Filling | null): void {
  fillings.value = new Map(fillings.peek()).set(threadId, filling);
}

export function writeFreely(threadId: string): void {
  const others = new Map(fillings.peek());
  if (others.delete(threadId)) fillings.value = others;
}

/** The text, its variables' names standing at the odd places. */
export const partsOf = (template: Template): string[] => template.text.split(VARIABLE);

export function filled({ template, values }: Filling): string {
  return partsOf(template).map((part, index) => (index % 2 ? (values[part] ?? "") : part)).join("");
}

export const isFilled = ({ template, values }: Filling): boolean =>
  template.variables.every((name) => values[name]?.trim());
