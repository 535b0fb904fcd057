import { set } from "../state/clock";
import { maybe, t } from "../words/speak";

/** What went wrong, as a sentence for a person. `status` is 0 when the server could not be reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    sentence: string,
    readonly field = "", // of the form that was sent, where one alone is wrong
    readonly words: readonly string[] = [], // of what was written, what it is about
  ) {
    super(sentence);
  }
}

/** Nobody will have it again. */
export const isGone = (problem: unknown): boolean => problem instanceof Problem && problem.status === 404;

let csrf = "";
let signedOut: () => void = () => undefined;

export function trust(token: string): void {
  csrf = token;
}

/** `then` runs when the server no longer knows who we are. */
export function whenSignedOut(then: () => void): void {
  signedOut = then;
}

export const get = <T>(path: string, cancel?: AbortSignal): Promise<T> => request<T>("GET", path, undefined, cancel);
export const post = <T>(path: string, body: object = {}, cancel?: AbortSignal): Promise<T> => request<T>("POST", path, body, cancel);
export const put = <T>(path: string, body: object): Promise<T> => request<T>("PUT", path, body);
export const patch = <T>(path: string, body: object): Promise<T> => request<T>("PATCH", path, body);
export const remove = <T = void>(path: string): Promise<T> => request<T>("DELETE", path);

async function request<T>(method: string, path: string, body?: object, cancel?: AbortSignal): Promise<T> {
  return said<T>(await reach(method, "/api/v1" + path, body, cancel));
}

/** What an answer holds; raises a Problem where it is a refusal. */
export async function said<T>(answer: Response): Promise<T> {
  set(answer.headers.get("Date"));
  if (!answer.ok) throw await problemOf(answer);
  return answer.status === 204 ? (undefined as T) : ((await answer.json()) as T);
}

/** A GET has no header of ours: the browser matches it by its headers with what web/pages.py had it ask for already. */
async function reach(method: string, path: string, body?: object, cancel?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = method === "GET" ? {} : proof();
  if (body) headers["Content-Type"] = "application/json";
  try {
    return await fetch(path, { method, headers, body: body ? JSON.stringify(body) : null, signal: cancel ?? null });
  } catch {
    throw absence();
  }
}

/** That it is this page that asks. */
export const proof = (): Record<string, string> => ({ "X-CSRF-Token": csrf });
export const absence = (): Problem => new Problem(0, "offline", t("error.offline"));

/** Nobody answered, or only a proxy that knows of no server behind it. */
export const isAbsence = (problem: unknown): boolean =>
  problem instanceof Problem && [0, 502, 503, 504].includes(problem.status);

async function problemOf(answer: Response): Promise<Problem> {
  const { code, message, field, words } = await sentenceOf(answer);
  if (answer.status === 401 && code !== "wrong_password") signedOut();
  return new Problem(answer.status, code, message, field, words);
}

interface Sentence {
  code: string;
  message: string;
  field?: string;
  words?: string[];
}

/** A proxy in between may answer with something other than our JSON. */
async function sentenceOf(answer: Response): Promise<Sentence> {
  try {
    const { error } = (await answer.json()) as { error: Sentence };
    const known = maybe(`error.${error.code}`) ?? maybe(`shut.${error.code}.help`);
    if (error.message) return { ...error, message: known ?? error.message };
  } catch {
    // Said below.
  }
  return { code: "unknown", message: t("error.unknown", { status: answer.status }) };
}
