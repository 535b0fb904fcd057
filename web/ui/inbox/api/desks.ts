import { get, put } from "./request";
import type { Role } from "./words";

/**
 * An agent's place. available: as they say; online: a screen of theirs is open. load: what waits with them, a calm
 * thread 1, an angry one 2; capacity: how much of it they take.
 */
export interface Desk {
  user_id: string;
  name: string;
  role: Role;
  available: boolean;
  online: boolean;
  waiting: number;
  load: number;
  capacity: number;
  skills: string[];
  team_ids: string[];
}

export const all = () => get<Desk[]>("/desks");
export const mine = () => get<Desk>("/me/desk");
export const say = (available: boolean) => put<Desk>("/me/available", { available });
