import { apart, merge, split, unapart } from "../api/joining";
import type { Suggestion } from "../api/card";
import type { Customer, Merge } from "../api/words";
import { loadCard } from "../state/card";
import { forget, learnCustomer, refresh } from "../state/conversation";
import { complain, say } from "../state/notice";
import { customerName } from "../words/customer";
import { t } from "../words/speak";

type Other = Pick<Suggestion, "customer_id" | "thread_id" | "name">;

/** Raises a Problem. */
export async function join(threadId: string, customer: Customer, other: Other): Promise<void> {
  const { customer_id, name } = other;
  const before = new Set(customer.merges.map(({ id }) => id));
  const now = await merge(customer.id, customer_id);
  const made = now.merges.find((one) => one.customer_id === customer_id && !before.has(one.id));
  forget(other.thread_id);
  take(threadId, now);
  say(t("joined", { name: customerName(name) }), made && (() => void part(threadId, made).catch(complain)));
}

/** Split off again who was merged. Raises a Problem. */
export async function part(threadId: string, merged: Merge): Promise<void> {
  const now = await split(merged.id);
  forget(threadId); // it holds messages that stand elsewhere now
  take(threadId, now);
  const again = () => void merge(now.id, merged.customer_id).then((customer) => take(threadId, customer), complain);
  say(t("split.done", { name: customerName(merged.name) }), again);
}

/** Not the same person. */
export async function keepApart(threadId: string, customer: Customer, other: Other): Promise<void> {
  await apart(customer.id, other.customer_id);
  void loadCard(threadId);
  const undo = () => void unapart(customer.id, other.customer_id).then(() => loadCard(threadId), complain);
  say(t("apart.done", { name: customerName(other.name) }), undo);
}

function take(threadId: string, customer: Customer): void {
  learnCustomer(threadId, customer);
  void refresh(threadId);
  void loadCard(threadId);
}
