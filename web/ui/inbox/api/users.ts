import { get, patch, post } from "./request";
import type { Role, User } from "./words";

export interface NewUser {
  name: string;
  email: string;
  role: Role;
  password: string;
  language: string;
}

/** What is not given stays. */
export interface UserChange {
  name?: string;
  role?: Role;
  language?: string;
  disabled?: boolean;
  skills?: string[];
  capacity?: number;
}

export const all = () => get<User[]>("/users");
export const add = (user: NewUser) => post<User>("/users", user);
export const change = (id: string, what: UserChange) => patch<User>(`/users/${encodeURIComponent(id)}`, what);
