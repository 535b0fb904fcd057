// Server-sent events by fetch, since EventSource would put the visitor's token into the address, and so into logs.

import { account, bearer, refusal } from "./server";

export interface Told {
  event: string;
  data: string;
}

const SILENCE = 40_000; // the server says something every 15 seconds

/** Calls tell for each event until the stream ends, which is never an error. Throws as `ask` does. */
export async function listen(token: string, after: number, stop: AbortSignal, tell: (told: Told) => void): Promise<void> {
  const silence = new AbortController();
  let alarm = setTimeout(() => silence.abort(), SILENCE);
  try {
    const response = await fetch(`/chat/${account}/stream`, {
      headers: { ...bearer(token), "Last-Event-ID": String(after) },
      signal: AbortSignal.any([stop, silence.signal]),
      credentials: "omit",
      cache: "no-store",
    });
    if (!response.ok || !response.body) throw await refusal(response);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      clearTimeout(alarm);
      alarm = setTimeout(() => silence.abort(), SILENCE);
      const blocks = (rest + piece.value).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) heed(block, tell);
    }
  } finally {
    clearTimeout(alarm);
  }
}

function heed(block: string, tell: (told: Told) => void): void {
  const fields = Object.fromEntries(block.split("\n").map((line) => line.split(/: ?(.*)/s, 2)));
  if (fields.event && fields.data !== undefined) tell({ event: fields.event, data: fields.data });
}
