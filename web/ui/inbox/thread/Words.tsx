import { useSignal } from "@preact/signals";
import type { Message } from "../api/words";
import { Icon } from "../parts/Icon";
import { Later } from "../parts/Later";
import { DESK } from "../state/later";
import { t } from "../words/speak";
import { Linked } from "./Linked";

/** The writer's own words; quotes and signatures are folded, never lost. marks: what is to be seen in them. */
export function Words({ message, marks }: { message: Message; marks: readonly string[] }) {
  const full = useSignal(false);
  const original = useSignal(false);
  const said = message.said.trim() || message.text.trim();
  const folded = said !== message.text.trim();
  if (original.value) return <Later of={DESK} show={({ Original }) => <Original message={message} onClose={() => (original.value = false)} />} />;
  return (
    <>
      {said ? <Linked text={full.value ? message.text.trim() : said} marks={marks} /> : !message.attachments.length && <p class="faint">{t("preview.none")}</p>}
      {(folded || message.formatted) && (
        <div class="more">
          {folded && <Toggle on={full.value} text={full.value ? t("full.hide") : t("full.show")} onClick={() => (full.value = !full.value)} />}
          {message.formatted && <Toggle on={false} text={t("original.show")} onClick={() => (original.value = true)} />}
        </div>
      )}
    </>
  );
}

export function Toggle({ on, text, onClick }: { on: boolean; text: string; onClick: () => void }) {
  return (
    <button type="button" class="toggle" aria-expanded={on} onClick={onClick}>
      <Icon name="chevron" />{text}
    </button>
  );
}
