import { signal } from "@preact/signals";
import type { Thread } from "../api/words";
import { customerName } from "../words/customer";
import { givenWords } from "../words/reason";
import { t } from "../words/speak";
import { point } from "./notice";
import { toThread } from "./route";
import { user } from "./session";

const why = signal<ReadonlyMap<string, { to: string; codes: string[] }>>(new Map());

/** A thread was handed to somebody; where that is us, and we did not do it, we are told. */
export function give(thread: Thread, { to = "", reasons = "" }: Record<string, string>, by: string | null): void {
  const codes = reasons.split(",").filter(Boolean);
  why.value = new Map([...why.peek(), [thread.id, { to, codes }]]);
  const name = customerName(thread.customer_name);
  if (to && to === user.peek()?.id && to !== by) point(codes.length ? t("given.why", { name, why: givenWords(codes) }) : t("given", { name }), toThread("mine", thread.id));
}

/** What we had put aside is back, unless we fetched it ourselves. */
export function wake({ id, assignee_id, customer_name }: Thread, by: string | null): void {
  if (!by && assignee_id === user.peek()?.id) point(t("woke", { name: customerName(customer_name) }), toThread("mine", id));
}

/** A colleague names us in a note. */
export function call({ id, customer_name }: Thread, by: string): void {
  point(t("mentioned", { by, name: customerName(customer_name) }), toThread("mentions", id));
}

/** Why whoever has it was given it, in words; "" where they took it themselves, or that is not known here. */
export function givenFor(thread: Thread): string {
  const given = why.value.get(thread.id);
  return given && given.to === thread.assignee_id ? givenWords(given.codes) : "";
}
