import { proof } from "./request";

export type Doing = "viewing" | "typing";

/** What one window of ours shows; thread_id: null for none. */
interface Showing {
  window: string;
  thread_id: string | null;
  doing: Doing;
}

/** A hint: nobody minds if it is lost, and it still goes while the page is being closed. */
export function tellShowing(showing: Showing): void {
  const headers = { "Content-Type": "application/json", ...proof() };
  fetch("/api/v1/presence", { method: "POST", headers, body: JSON.stringify(showing), keepalive: true }).catch(() => undefined);
}
