// Carries what is unsent to the server, in order, one at a time.

import { interrupt } from "./pause";
import { ask, isFinal, Refusal } from "./server";
import { forget, token } from "./session";
import { mark, unsent } from "./unsent";

const AGAIN = 3_000;
let flushing = false;

/** Called whenever there is hope. Sending twice is harmless: the server knows a client_id again. */
export async function flush(): Promise<void> {
  if (flushing || !token()) return;
  flushing = true;
  try {
    for (let next = waiting(); next; next = waiting()) {
      const { client_id, text, email, sent_at } = next;
      mark(client_id, { state: "sending" });
      try {
        await ask("messages", { client_id, text, email, sent_at }, token());
        mark(client_id, { state: "sent" });
      } catch (wrong) {
        if (isFinal(wrong)) mark(client_id, { state: "failed", why: wrong.message });
        else return putOff(client_id, wrong);
      }
    }
  } finally {
    flushing = false;
  }
}

const waiting = () => unsent.value.find((one) => one.state === "sending" || one.state === "waiting");

function putOff(client_id: string, wrong: unknown): void {
  mark(client_id, { state: "waiting" });
  if (wrong instanceof Refusal && wrong.status === 401) {
    forget();
    interrupt();
  } else {
    setTimeout(() => void flush(), wrong instanceof Refusal && wrong.wait ? wrong.wait * 1000 : AGAIN);
  }
}
