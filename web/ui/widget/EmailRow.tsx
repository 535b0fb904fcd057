import { computed, signal } from "@preact/signals";
import { keep, recall } from "./kept";
import { entering, proven, sendCode, trouble } from "./proofs";
import { site } from "./session";
import { online } from "./talk";
import { t } from "./words";

const LOOKS_RIGHT = /^[^\s@]{1,64}@[^\s@]+\.[^\s@.]{2,}$/;

/** What the visitor typed: where we may answer, and no proof of anything. */
export const email = signal(recall("email"));
const editing = signal(!email.value);
export const emailFits = (): boolean => !email.value || LOOKS_RIGHT.test(email.value);
const known = signal(false); // the visitor says that we know each other
const anonymous = computed(() => site.value && !site.value.signed_in);
const wanted = computed(() => anonymous.value && (!online.value || email.value || known.value));
const offered = computed(() => site.value?.proofs && !entering.value && !proven.value.includes(email.value.toLowerCase()));

export function EmailRow() {
  if (!wanted.value) return anonymous.value && offered.value && <Known />;
  if (!editing.value && emailFits()) {
    return (
      <div class="email">
        <p>
          {t("answersTo", { email: email.value })}{" "}
          <button type="button" class="link" onClick={() => (editing.value = true)}>{t("change")}</button>
        </p>
        {offered.value && (
          <button type="button" class="link" onClick={() => void sendCode(email.value)}>{t("sendCode")}</button>
        )}
        {offered.value && trouble.value && <p class="state wrong" role="alert">{trouble.value}</p>}
      </div>
    );
  }
  return (
    <div class="email">
      <label for="email">{t("leaveEmail")}</label>
      <input id="email" type="email" inputMode="email" autocomplete="email" maxLength={254} placeholder={t("email")}
        value={email.value} aria-invalid={!emailFits()} onChange={(event) => set(event.currentTarget.value.trim())}
        onInput={(event) => (email.value = event.currentTarget.value.trim())} />
      {!emailFits() && <p class="state wrong">{t("emailWrong")}</p>}
    </div>
  );
}

function Known() {
  return (
    <p class="email">
      <button type="button" class="link" onClick={() => (known.value = true)}>{t("known")}</button>
    </p>
  );
}

function set(typed: string): void {
  email.value = typed;
  if (emailFits()) keep("email", typed);
  editing.value = !typed || !emailFits();
}
