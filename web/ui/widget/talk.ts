// The connection that keeps this window true.

import { batch, signal } from "@preact/signals";
import { lines, showTyping, take } from "./lines";
import { newRound, pause, watched } from "./pause";
import { learn } from "./proofs";
import { isFinal, type Line, type Proofs, Refusal, type Welcome } from "./server";
import { flush } from "./sending";
import { forget, open, site, token } from "./session";
import { listen, type Told } from "./stream";
import { reopen } from "./unsent";

/** off: the server refuses, and `trouble` says why. */
export const phase = signal<"opening" | "live" | "lost" | "off">("opening");
export const trouble = signal("");
export const online = signal(false);

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
let tries = 0;
let after = 0; // the place of the line that was told last

export async function run(): Promise<never> {
  for (;;) {
    const round = newRound();
    try {
      await watched();
      if (!token()) await begin();
      void flush();
      await listen(token(), after, round, heed);
      if (phase.value === "live") phase.value = "lost";
    } catch (wrong) {
      if (!round.aborted) give(wrong);
    }
    // Spread out, so that a server which comes back is not met by everybody at once.
    if (!round.aborted) await pause(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** tries++) * (0.75 + Math.random() / 2));
  }
}

async function begin(): Promise<void> {
  const welcome = await open();
  if (welcome) batch(() => enter(welcome));
}

function enter(welcome: Welcome): void {
  if (welcome.visitor !== site.value?.visitor) lines.value = [];
  site.value = welcome;
  online.value = welcome.agents_online;
  reopen(welcome.visitor);
  learn(welcome);
  welcome.messages.forEach(take);
  after = welcome.place;
}

function heed({ event, data }: Told): void {
  const said = JSON.parse(data) as Line & Proofs & { agents_online: boolean };
  batch(() => {
    phase.value = "live";
    tries = 0;
    if (event === "line") hear(said);
    else if (event === "proofs") learn(said);
    else if (event === "presence") online.value = said.agents_online;
    else if (event === "typing") showTyping();
  });
}

function hear(line: Line): void {
  take(line);
  after = line.place;
}

function give(wrong: unknown): void {
  if (wrong instanceof Refusal && wrong.status === 401) {
    forget();
    return;
  }
  phase.value = isFinal(wrong) ? "off" : "lost";
  trouble.value = isFinal(wrong) ? wrong.message : "";
}
