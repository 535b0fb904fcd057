import type { Thread } from "../api/words";
import { conversationOf } from "../state/conversation";
import { user } from "../state/session";
import { channelName } from "../words/channel";
import { locale } from "../words/speak";

export const VARIABLES = ["customer.name", "customer.first_name", "agent.name", "agent.first_name", "channel", "today"] as const;
export type Variable = (typeof VARIABLES)[number];
export type Values = Record<Variable, string>;

/** What stands for each in this thread; "" for what nobody knows. */
export function valuesFor(thread: Thread, channel: string): Values {
  const customer = conversationOf(thread.id)?.customer;
  const [theirs, mine] = [thread.customer_name, user.peek()?.name ?? ""];
  return {
    "customer.name": theirs,
    "customer.first_name": first(theirs),
    "agent.name": mine,
    "agent.first_name": first(mine),
    channel: channelName(channel),
    today: today(customer?.language || locale.peek()),
  };
}

const first = (name: string): string => name.trim().split(/\s+/)[0] ?? "";

/** As the customer's language writes it; language: as a colleague wrote it down. */
function today(language: string): string {
  try {
    return new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date());
  } catch {
    return new Intl.DateTimeFormat(locale.peek(), { dateStyle: "long" }).format(new Date());
  }
}

/** What is unknown, or empty, stays as it is written, to be filled in by hand. */
export const fill = (text: string, values: Partial<Record<string, string>>): string =>
  text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (whole, name: string) => values[name]?.trim() || whole);
