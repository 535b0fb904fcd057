// The server's words (web/chat/talk.py) and how to ask it.

export interface Line {
  id: string;
  place: number;
  direction: "in" | "out";
  text: string;
  at: string;
  channel: string;
  author: string;
  client_id: string;
  state: string;
  subject: string;
  files: string[];
}

/** asked: the address for which a code may be entered, "" if for none. proven: those whose history is shown. */
export interface Proofs {
  asked: string;
  proven: string[];
}

export interface Welcome extends Proofs {
  token: string;
  visitor: string;
  signed_in: boolean;
  title: string;
  greeting: string;
  accent: string;
  agents_online: boolean;
  messages: Line[];
  place: number;
  proofs: boolean;
}

/** The server's refusal. wait: seconds until asking again makes sense. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    sentence: string,
    readonly wait: number,
    readonly code = "",
  ) {
    super(sentence);
  }
}

const PATIENCE = 15_000;
export const account = document.body.dataset.account ?? "";

/** Throws Refusal when the server says no, and TypeError or DOMException when it cannot be reached. */
export async function ask<Answer>(path: string, body: unknown, token = ""): Promise<Answer> {
  const response = await fetch(`/chat/${account}/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...bearer(token) },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE),
    credentials: "omit",
  });
  if (!response.ok) throw await refusal(response);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

export const bearer = (token: string): Record<string, string> => (token ? { Authorization: `Bearer ${token}` } : {});

export async function refusal(response: Response): Promise<Refusal> {
  const said = (await response.json().catch(() => null)) as { error?: { message?: string; code?: string } } | null;
  const wait = Number(response.headers.get("Retry-After")) || 0;
  return new Refusal(response.status, said?.error?.message ?? response.statusText, wait, said?.error?.code);
}

/** Refused for good: asking the same again cannot help. */
export const isFinal = (wrong: unknown): wrong is Refusal =>
  wrong instanceof Refusal && wrong.status < 500 && ![401, 408, 429].includes(wrong.status);
