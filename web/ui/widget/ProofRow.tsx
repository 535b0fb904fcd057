import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { asked, busy, checkCode, decline, entering, resting, sendCode, shownFor, trouble } from "./proofs";
import { t } from "./words";

const DIGITS = 6;

/** Where the code is entered that shows that an address is the visitor's. */
export function ProofRow() {
  if (entering.value) return <Entry />;
  return shownFor.value ? <p class="notice" role="status">{t("proven", { email: shownFor.value })}</p> : null;
}

function Entry() {
  const code = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (resting.value) field.current?.focus(); // they have just asked for it; one that we ask for must not tear them away
  }, []);
  const check = (event: Event) => {
    event.preventDefault();
    if (code.value.length === DIGITS) void checkCode(code.value);
  };
  return (
    <form class="proof" onSubmit={check}>
      <p id="why" role="status">{t("enterCode", { email: asked.value })}</p>
      <input ref={field} aria-label={t("code")} aria-describedby="why" inputMode="numeric" autocomplete="one-time-code"
        aria-invalid={!!trouble.value} value={code.value} onInput={(event) => {
          code.value = event.currentTarget.value.replace(/\D/g, "").slice(0, DIGITS);
          event.currentTarget.value = code.value;
        }} />
      <button type="submit" class="solid" disabled={busy.value || code.value.length < DIGITS}>{t("showIt")}</button>
      {trouble.value && <p class="state wrong" role="alert">{trouble.value}</p>}
      <button type="button" class="link" disabled={busy.value || resting.value} onClick={() => void sendCode(asked.value)}>
        {t("newCode")}
      </button>
      <button type="button" class="link" onClick={decline}>{t("notNow")}</button>
    </form>
  );
}
