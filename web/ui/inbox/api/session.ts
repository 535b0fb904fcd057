import { get, patch, post, remove } from "./request";
import type { Me, Preferences } from "./words";

export interface Setup {
  needed: boolean;
  demo: boolean;
}

export interface NewAdmin {
  name: string;
  email: string;
  password: string;
  language: string;
}

/** A merge patch: what is null becomes as usual again. */
export interface Wish extends Partial<Omit<Preferences, "keys">> {
  keys?: Record<string, string | null> | null;
}

export const askSetup = () => get<Setup>("/setup");
export const createAdmin = (admin: NewAdmin) => post<Me>("/setup", admin);
export const whoAmI = () => get<Me>("/session");
export const signIn = (email: string, password: string) => post<Me>("/session", { email, password });
export const signOut = () => remove("/session");
export const speak = (language: string) => patch<Me>("/me", { language });
export const prefer = (preferences: Wish) => patch<Me>("/me", { preferences });
