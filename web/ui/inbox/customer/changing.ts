import { type Profile, change } from "../api/customers";
import type { Customer } from "../api/words";
import { learnCustomer } from "../state/conversation";

/** Raises a Problem, whose sentence says what is wrong with it. */
export async function write(threadId: string, customer: Customer, what: Profile): Promise<void> {
  learnCustomer(threadId, await change(customer.id, what));
}
