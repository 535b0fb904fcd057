import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Message } from "../api/words";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { exactly } from "../state/clock";
import { offer } from "../state/notice";
import { t } from "../words/speak";
import { retract } from "./retract";

const TICK = 250; // milliseconds

/** How long an answer can still be taken back. It goes by itself, also when this page is closed. */
export function Held({ message, until }: { message: Message; until: number }) {
  const left = useSignal(until - exactly());
  const busy = useSignal(false);
  const undo = () => {
    busy.value = true;
    void retract(message).finally(() => (busy.value = false));
  };
  useEffect(() => {
    if (left.peek() <= 0) return undefined;
    offer(undo, left.peek());
    const clock = setInterval(() => (left.value = until - exactly()), TICK);
    return () => clearInterval(clock);
  }, [until]);
  const waits = left.value > 0;
  return (
    <>
      <span class="delivery-state" aria-live="off"><Icon name="clock" />{waits ? t("held.for", { seconds: Math.ceil(left.value / 1000) }) : t("state.queued")}</span>
      {waits && <Button icon="back" busy={busy.value} onClick={undo}>{t("undo")}</Button>}
    </>
  );
}
