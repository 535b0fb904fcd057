import { computed, signal } from "@preact/signals";
import { Problem, trust, whenSignedOut } from "../api/request";
import { askSetup, signOut as leave, whoAmI } from "../api/session";
import type { Me, User } from "../api/words";
import { language, listenIn } from "../words/speak";
import { complain, sentence } from "./notice";

export type Stage =
  | { name: "loading" }
  | { name: "down"; sentence: string }
  | { name: "setup" }
  | { name: "login"; expired: boolean }
  | { name: "first-account"; me: Me }
  | { name: "inbox"; me: Me };

export const stage = signal<Stage>({ name: "loading" });
export const demo = signal(false);
export const user = computed<User | null>(() => ("me" in stage.value ? stage.value.me.user : null));
export const isAdmin = computed(() => user.value?.role === "admin");
/** Of what can be set, supervisors look after the queue, administrators after everything. */
export const oversees = computed(() => isAdmin.value || user.value?.role === "supervisor");

whenSignedOut(() => {
  if ("me" in stage.peek()) stage.value = { name: "login", expired: true };
});

export async function begin(): Promise<void> {
  stage.value = { name: "loading" };
  try {
    await enter(await whoAmI());
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) await meet();
    else stage.value = { name: "down", sentence: sentence(problem) };
  }
}

/** Somebody we do not know: perhaps nobody is known here yet. */
async function meet(): Promise<void> {
  try {
    const setup = await askSetup();
    demo.value = setup.demo;
    stage.value = setup.needed ? { name: "setup" } : { name: "login", expired: false };
  } catch (problem) {
    stage.value = { name: "down", sentence: sentence(problem) };
  }
}

/** In their language from the first moment; without it rather in another than not at all. */
export async function enter(me: Me, name: "inbox" | "first-account" = "inbox"): Promise<void> {
  trust(me.csrf);
  await listenIn(me.user.language).catch(complain);
  stage.value = { name, me };
}

export function change(user: User): void {
  const now = stage.peek();
  if ("me" in now) know({ ...now.me, user });
}

export function know(me: Me): void {
  const now = stage.peek();
  if ("me" in now) stage.value = { ...now, me };
}

/** A colleague has changed somebody: it may be us. Whoever may no longer come in is told so by the answer. */
export async function askAgain(): Promise<void> {
  const me = await whoAmI();
  if (me.user.language !== language.peek()) await listenIn(me.user.language);
  know(me);
}

export async function signOut(): Promise<void> {
  await leave();
  stage.value = { name: "login", expired: false };
}
