import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { Button } from "../parts/Button";
import { conversationOf, readEarlier } from "../state/conversation";
import { complain } from "../state/notice";
import { t } from "../words/speak";

const PAGES = 20; // that are read in one go; then the agent says whether to go on

interface SoughtProps {
  id: string;
  message: string;
  box: RefObject<HTMLElement | null>;
}

/** Brings a message into sight, however far back it stands. */
export function Sought({ id, message, box }: SoughtProps) {
  const rests = useSignal(false);
  const conversation = conversationOf(id);
  const [there, count] = [holds(id, message), conversation?.messages.length ?? 0];
  const look = async (goOn: () => boolean) => {
    rests.value = false;
    await search(id, message, goOn).catch(complain);
    rests.value = true;
  };
  useEffect(() => {
    let on = true;
    void look(() => on);
    return () => void (on = false);
  }, [id, message]);
  // After the effects by which the list keeps its place.
  useEffect(() => {
    if (there) show(box.current?.querySelector<HTMLElement>(`[data-message="${CSS.escape(message)}"]`));
  }, [there, message]);
  if (there) return null;
  return <div class="pill sought-line" role="status">{words()}</div>;

  function words() {
    if (!rests.value) return <><span class="spinner" aria-hidden="true" />{t("sought.looking", { count })}</>;
    if (!conversation?.more) return t("sought.gone");
    return <>{t("sought.far", { count })} <Button onClick={() => void look(() => true)}>{t("sought.on")}</Button></>;
  }
}

async function search(id: string, message: string, goOn: () => boolean): Promise<void> {
  for (let page = 0; page < PAGES && goOn() && !holds(id, message) && conversationOf(id)?.more; page += 1) await readEarlier(id);
}

const holds = (id: string, message: string): boolean =>
  conversationOf(id)?.messages.some((one) => one.id === message) ?? false;

function show(bubble: HTMLElement | null | undefined): void {
  if (!bubble) return;
  bubble.scrollIntoView({ block: "center" });
  bubble.tabIndex = -1;
  bubble.focus({ preventScroll: true });
}
