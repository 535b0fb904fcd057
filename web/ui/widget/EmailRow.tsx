import { computed, signal } from "@preact/signals";
import { keep, recall } from "./kept";
import { site } from "./session";
import { online } from "./talk";
import { t } from "./words";

const LOOKS_RIGHT = /^[^\s@]{1,64}@[^\s@]+\.[^\s@.]{2,}$/;

/** What the visitor typed: where we may answer, and no proof of anything. */
export const email = signal(recall("email"));
const editing = signal(!email.value);
export const emailFits = (): boolean => !email.value || LOOKS_RIGHT.test(email.value);
const wanted = computed(() => site.value && !site.value.signed_in && (!online.value || email.value));

export function EmailRow() {
  if (!wanted.value) return null;
  if (!editing.value && emailFits()) {
    return (
      <p class="email">
        {t("answersTo", { email: email.value })}{" "}
        <button type="button" class="link" onClick={() => (editing.value = true)}>{t("change")}</button>
      </p>
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

function set(typed: string): void {
  email.value = typed;
  if (emailFits()) keep("email", typed);
  editing.value = !typed || !emailFits();
}
