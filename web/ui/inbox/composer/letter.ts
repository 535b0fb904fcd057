import type { Way } from "../api/ways";
import { type Mode, draftOf, sent } from "../state/drafts";
import { blanksIn } from "../state/macros";
import { send } from "../state/outgoing";
import { takePledge } from "../state/pledges";
import { seenIn } from "../state/seen";
import { user } from "../state/session";
import { type Filling, filled, fillings, isFilled, writeFreely } from "../state/templates";
import { handOver, uploadsOf } from "../state/uploads";
import { shutOf, takesTemplates } from "../state/ways";
import { t } from "../words/speak";
import { obstacle } from "./limits";

/** What would leave if somebody pressed the button now. */
export interface Letter {
  mode: Mode;
  way: Way | undefined;
  text: string;
  byTemplate: boolean;
  filling: Filling | null;
  obstacle: string; // why it cannot leave, in a few words for the button; "" also while there is nothing to send
  ready: boolean;
}

export function letterOf(threadId: string, mode: Mode, way: Way | undefined): Letter {
  if (way && writesByTemplate(threadId, way)) return byTemplate(threadId, way);
  const text = draftOf(threadId, mode, way?.channel).trim();
  const uploads = mode === "reply" ? uploadsOf(threadId).value : [];
  const problem = way ? obstacle(way, text, uploads) || unfilled(threadId, text) : "";
  const may = mode === "note" || (way && !shutOf(way));
  const ready = Boolean(may && !problem && (text || uploads.length));
  return { mode, way, text, byTemplate: false, filling: null, obstacle: problem, ready };
}

/** What a macro left open is no word for a customer. */
function unfilled(threadId: string, text: string): string {
  const [blank] = blanksIn(threadId, text);
  return blank ? t("blank.first", { blank }) : "";
}

function writesByTemplate(threadId: string, way: Way): boolean {
  return takesTemplates(way) && (fillings.value.has(threadId) || shutOf(way) === "window_closed");
}

function byTemplate(threadId: string, way: Way): Letter {
  const filling = fillings.value.get(threadId) ?? null;
  const ready = filling !== null && isFilled(filling);
  const missing = filling && !ready ? t("template.fill") : "";
  return { mode: "reply", way, text: filling ? filled(filling) : "", byTemplate: true, filling, obstacle: missing, ready };
}

export function post(threadId: string, { mode, way, text, byTemplate, filling }: Letter): void {
  const free = mode === "reply" && !byTemplate;
  const seen = mode === "reply" ? seenIn(threadId, user.peek()?.id ?? "") : null;
  const [files, promised] = free ? [handOver(threadId), takePledge(threadId)] : [[], null];
  if (byTemplate) writeFreely(threadId);
  else sent(threadId, mode, text);
  const written = { thread_id: threadId, mode, text, way: mode === "reply" ? (way ?? null) : null, files, template: filling, seen };
  void send(written, promised && { ...promised, text: promised.text.trim() || text.slice(0, WORTH) });
}

const WORTH = 200; // characters of a reply that tell what it promises, where nobody has said so
