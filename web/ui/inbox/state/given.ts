import { signal } from "@preact/signals";
import type { Thread } from "../api/words";
import { customerName } from "../words/customer";
import { givenWords } from "../words/reason";
import { t } from "../words/speak";
import { say } from "./notice";
import { user } from "./session";

const why = signal<ReadonlyMap<string, { to: string; codes: string[] }>>(new Map());

/** A thread was handed to somebody; where that is us, we are told. */
export function give(thread: Thread, { to = "", reasons = "" }: Record<string, string>): void {
  const codes = reasons.split(",").filter(Boolean);
  why.value = new Map([...why.peek(), [thread.id, { to, codes }]]);
  const name = customerName(thread.customer_name);
  if (to && to === user.peek()?.id) say(codes.length ? t("given.why", { name, why: givenWords(codes) }) : t("given", { name }));
}

/** Why whoever has it was given it, in words; "" where they took it themselves, or that is not known here. */
export function givenFor(thread: Thread): string {
  const given = why.value.get(thread.id);
  return given && given.to === thread.assignee_id ? givenWords(given.codes) : "";
}
