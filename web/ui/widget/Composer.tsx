import { signal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { EmailRow, email, emailFits } from "./EmailRow";
import { keep, recall } from "./kept";
import { shown } from "./looked";
import { flush } from "./sending";
import { ask } from "./server";
import { site, token } from "./session";
import { phase } from "./talk";
import { add } from "./unsent";
import { t } from "./words";

const LONGEST = 10_000;
const TYPING_EVERY = 3_000;
const draft = signal(recall("draft"));
const early = signal(false); // Enter was pressed before there was anybody to send it to
let lastHint = 0;

export function Composer() {
  const field = useRef<HTMLTextAreaElement>(null);
  useSignalEffect(() => {
    if (shown.value && site.value) field.current?.focus();
  });
  useSignalEffect(() => {
    const here = field.current;
    if (!here || draft.value === undefined) return;
    here.style.height = "auto";
    here.style.height = `${here.scrollHeight}px`;
  });
  useSignalEffect(() => {
    if (early.value && site.value) send();
  });
  const excess = draft.value.length - LONGEST;
  const off = phase.value === "off";
  const blocked = !sendable() || !site.value;
  const send = () => {
    if (!sendable()) return;
    early.value = !site.value;
    if (early.value) return;
    add(draft.value.replace(/\p{Surrogate}/gu, "").trim(), email.value);
    write("");
    void flush();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form onSubmit={(event) => (event.preventDefault(), send())}>
      <EmailRow />
      {excess > 0 && <p class="state wrong" role="alert">{t("tooLong", { count: excess })}</p>}
      <div class="writing">
        <textarea ref={field} rows={1} aria-label={t("write")} placeholder={t("write")} value={draft.value} disabled={off}
          enterkeyhint="send" onInput={(event) => (write(event.currentTarget.value), hint())} onKeyDown={key} />
        <button type="submit" aria-label={t("send")} disabled={blocked}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 19V5M5.500 11.500L12 5l6.500 6.500" /></svg>
        </button>
      </div>
    </form>
  );
}

const sendable = (): boolean =>
  draft.value.trim() !== "" && draft.value.length <= LONGEST && emailFits() && phase.value !== "off";

/** A draft is kept, since closing a tab by mistake should cost nobody their words. */
function write(text: string): void {
  draft.value = text;
  early.value = false;
  keep("draft", site.value?.signed_in ? "" : text);
}

function hint(): void {
  if (!token() || Date.now() - lastHint < TYPING_EVERY) return;
  lastHint = Date.now();
  ask("typing", {}, token()).catch(() => undefined);
}
