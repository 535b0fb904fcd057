// Who we are to the server: the same browser as before, or whom the site vouches for.

import { signal } from "@preact/signals";
import { say } from "./host";
import { keep, recall } from "./kept";
import { interrupt } from "./pause";
import { ask, Refusal, type Welcome } from "./server";

export const site = signal<Welcome | null>(null);

let current = "";
let jwt = "";

/** The visitor token, or "" while there is none. */
export const token = (): string => current;

export function forget(): void {
  current = "";
}

/** Go on as the person whom the site vouches for. */
export function identify(named: string): void {
  if (named === jwt) return;
  jwt = named;
  forget();
  interrupt();
}

/** Begin a session; undefined when the site has named somebody else meanwhile. */
export async function open(): Promise<Welcome | undefined> {
  const asked = jwt;
  const welcome = await knock();
  if (jwt && asked !== jwt) return undefined;
  if (!welcome.signed_in) keep("token", welcome.token);
  current = welcome.token;
  return welcome;
}

/** A JWT that is refused leaves the visitor anonymous; its sentence is for the site's maker. */
async function knock(): Promise<Welcome> {
  const anonymous = { visitor_token: recall("token") };
  const named = jwt;
  if (!named) return ask<Welcome>("session", anonymous);
  try {
    return await ask<Welcome>("session", { jwt: named });
  } catch (wrong) {
    if (!(wrong instanceof Refusal) || wrong.status !== 401) throw wrong;
    console.warn(`Hilo: ${wrong.message}`);
    if (jwt === named) jwt = "";
    say({ hilo: "expired" });
    return ask<Welcome>("session", anonymous);
  }
}
