// Proving that an e-mail address is the visitor's: a code is sent there, and entered here.

import { computed, signal } from "@preact/signals";
import { ask, type Proofs, Refusal } from "./server";
import { token } from "./session";
import { isWord, language, t } from "./words";

/** The address for which a code may be entered, and those that are proven. */
export const asked = signal("");
export const proven = signal<string[]>([]);
export const busy = signal(false);
export const trouble = signal("");
/** The address that was proven in this very window. */
export const shownFor = signal("");

const REST = 30_000; // mails take a moment: too soon for another code
const sentTo = signal("");
const declined = signal("");
export const entering = computed(() => asked.value && asked.value !== declined.value);
export const resting = computed(() => sentTo.value !== "" && sentTo.value === asked.value);

export function learn(told: Proofs): void {
  asked.value = told.asked;
  proven.value = told.proven;
}

export function decline(): void {
  declined.value = asked.value;
  trouble.value = "";
}

export async function sendCode(email: string): Promise<void> {
  if (sentTo.value !== email && !(await attempt("code", { email, language }))) return;
  declined.value = "";
  asked.value = sentTo.value = email;
  setTimeout(() => (sentTo.value = sentTo.value === email ? "" : sentTo.value), REST);
}

export async function checkCode(code: string): Promise<void> {
  const found = await attempt<{ email: string }>("code/check", { code });
  if (!found) return;
  learn({ asked: "", proven: [...new Set([...proven.value, found.email])] });
  shownFor.value = found.email;
}

/** undefined where it did not work; `trouble` says why. */
async function attempt<Answer>(path: string, body: unknown): Promise<Answer | undefined> {
  if (busy.value || !token()) return undefined;
  busy.value = true;
  trouble.value = "";
  try {
    return await ask<Answer>(path, body, token());
  } catch (wrong) {
    trouble.value = sentence(wrong);
    return undefined;
  } finally {
    busy.value = false;
  }
}

function sentence(wrong: unknown): string {
  if (!(wrong instanceof Refusal)) return t("lost");
  return isWord(wrong.code) ? t(wrong.code) : wrong.message;
}
