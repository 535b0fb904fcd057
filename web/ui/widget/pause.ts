// When to listen and when to rest.

const HIDDEN_FOR = 30_000; // a browser grants a server six connections; tabs that nobody sees must not use them up

let round = new AbortController();
let wake = (): void => undefined;
let asleep = false;
let hiding = 0;

/** What ends the stream that is opened next. */
export function newRound(): AbortSignal {
  round = new AbortController();
  return round.signal;
}

/** End the stream, or the pause, and go on at once. */
export function interrupt(): void {
  round.abort();
  wake();
}

/** Until there is reason to hope: the time is over, the network is back, or somebody looks again. */
export function pause(time?: number): Promise<void> {
  return new Promise((go) => {
    const alarm = time === undefined ? 0 : setTimeout(() => wake(), time);
    wake = () => {
      clearTimeout(alarm);
      wake = () => undefined;
      go();
    };
  });
}

export async function watched(): Promise<void> {
  while (asleep) await pause();
}

addEventListener("online", () => wake());
document.addEventListener("visibilitychange", mind);
mind();

function mind(): void {
  clearTimeout(hiding);
  asleep = false;
  if (document.hidden) hiding = window.setTimeout(sleep, HIDDEN_FOR);
  else wake();
}

function sleep(): void {
  asleep = true;
  round.abort();
}
