// What this browser keeps for the account: in our own storage or, where a frame is denied one, in the page's.

import { keptByHost, say } from "./host";
import { account } from "./server";

export function recall(name: string): string {
  try {
    return localStorage.getItem(key(name)) ?? "";
  } catch {
    return keptByHost.get(key(name)) ?? "";
  }
}

export function keep(name: string, value: string): void {
  try {
    if (value) localStorage.setItem(key(name), value);
    else localStorage.removeItem(key(name));
  } catch {
    keptByHost.set(key(name), value);
    say({ hilo: "keep", name, value });
  }
}

const key = (name: string): string => `hilo:${account}:${name}`;
