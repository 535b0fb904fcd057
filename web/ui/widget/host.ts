// The page around us. It may only be one of the account's own, and is told nothing of what is said.

type Heard = { hilo: "shown" | "hidden" } | { hilo: "identify"; jwt: string };
type Said =
  | { hilo: "ready" | "close" | "talked" | "expired" }
  | { hilo: "unread"; count: number }
  | { hilo: "keep"; name: string; value: string }
  | { hilo: "accent"; colour: string; ink: string };

const allowed = JSON.parse(document.body.dataset.origins ?? "[]") as string[];
const { origin, kept } = around();
const framed = parent !== window && (origin === location.origin || allowed.includes(origin) || allowed.includes("*"));

/** What the page has kept for us, where the browser denies storage to our frame. */
export const keptByHost = new Map(Object.entries(kept));

export function say(said: Said): void {
  if (framed) parent.postMessage(said, origin);
}

/** Nobody frames us when the panel is opened by itself: then it is shown. */
export function hear(heed: (heard: Heard) => void): void {
  if (!framed) return heed({ hilo: "shown" });
  addEventListener("message", (event: MessageEvent<Heard | null>) => {
    if (event.source === parent && event.origin === origin && event.data?.hilo) heed(event.data);
  });
}

/** The loader says where it runs, and frame-ancestors has checked it: a page that lies only loses our answers. */
function around(): { origin: string; kept: Record<string, string> } {
  try {
    const said = JSON.parse(decodeURIComponent(location.hash.slice(1))) as { origin?: string; kept?: Record<string, string> };
    return { origin: said.origin ?? "", kept: said.kept ?? {} };
  } catch {
    return { origin: "", kept: {} };
  }
}
