import type { Draft } from "../state/drafts";
import { absence, get, proof, said } from "./request";

const at = (threadId: string) => `/threads/${encodeURIComponent(threadId)}`;
const SMALL = 12_000; // characters: a browser carries 64 KiB to the server after its page has gone

/** The threads in which this agent has begun a reply, on whatever device. */
export const begunThreads = () => get<string[]>("/drafts");
export const draftsOf = (threadId: string) => get<Draft[]>(`${at(threadId)}/drafts`);

/** base: `at` of the draft that this one goes on from. Also while the page is being closed. */
export async function saveDraft(threadId: string, what: Omit<Draft, "at"> & { base: string | null }): Promise<Draft> {
  const headers = { ...proof(), "Content-Type": "application/json" };
  const about = { method: "PUT", headers, body: JSON.stringify(what), keepalive: what.text.length < SMALL };
  const answer = await fetch(`/api/v1${at(threadId)}/draft`, about).catch(() => {
    throw absence();
  });
  return said<Draft>(answer);
}
