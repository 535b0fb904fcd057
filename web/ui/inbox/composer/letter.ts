import type { Way } from "../api/ways";
import { type Mode, draftOf, write } from "../state/drafts";
import { send } from "../state/outgoing";
import { takePledge } from "../state/pledges";
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
  const text = draftOf(threadId, mode).value.trim();
  const uploads = mode === "reply" ? uploadsOf(threadId).value : [];
  const problem = way ? obstacle(way, text, uploads) : "";
  const may = mode === "note" || (way && !shutOf(way));
  const ready = Boolean(may && !problem && (text || uploads.length));
  return { mode, way, text, byTemplate: false, filling: null, obstacle: problem, ready };
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
  const [files, promised] = free ? [handOver(threadId), takePledge(threadId)] : [[], null];
  if (byTemplate) writeFreely(threadId);
  else write(threadId, mode, "");
  const written = { thread_id: threadId, mode, text, way: mode === "reply" ? (way ?? null) : null, files, template: filling };
  void send(written, promised && { ...promised, text: promised.text.trim() || text.slice(0, WORTH) });
}

const WORTH = 200; // characters of a reply that tell what it promises, where nobody has said so
