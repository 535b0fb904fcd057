import { get, post } from "./request";
import type { Role, User } from "./words";

export interface NewUser {
  name: string;
  email: string;
  role: Role;
  password: string;
  language: string;
}

export const all = () => get<User[]>("/users");
export const add = (user: NewUser) => post<User>("/users", user);
