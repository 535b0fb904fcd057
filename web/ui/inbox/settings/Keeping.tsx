import { useSignal } from "@preact/signals";
import { change } from "../api/accounts";
import type { Account } from "../api/words";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { useSubmit } from "../start/submit";
import { putAccount } from "../state/accounts";
import { say } from "../state/notice";
import { many, t } from "../words/speak";
import { ShortenDialog } from "./ShortenDialog";

const LONGEST = 36_500; // days, as the server allows

/** How long what comes by an account is kept: a form of its own, as it must not wait for settings that work. */
export function Keeping({ account }: { account: Account }) {
  const days = useSignal(String(account.keep_days ?? ""));
  const asked = useSignal(false);
  const wanted = days.value === "" ? null : Number(days.value);
  const save = async () => {
    putAccount(await change(account.id, { keep_days: wanted }));
    asked.value = false;
    say(wanted === null ? t("keep.saved.ever") : many("keep.saved", wanted));
  };
  const { busy, error, submit } = useSubmit(async () => {
    if (shortens(account.keep_days, wanted)) asked.value = true;
    else await save();
  });
  return (
    <>
      <form class="keeping" aria-label={t("keep.title")} onSubmit={submit}>
        <Field label={t("keep.label")} help={t("keep.help")} error={error.value} optional={t("keep.optional")}>
          {(tied) => (
            <input {...tied} type="number" min={1} max={LONGEST} step={1} value={days.value} onInput={(event) => (days.value = event.currentTarget.value)} />
          )}
        </Field>
        <Button submit busy={busy.value}>{t("keep.save")}</Button>
      </form>
      {asked.value && wanted !== null && <ShortenDialog days={wanted} save={save} onClose={() => (asked.value = false)} />}
    </>
  );
}

const shortens = (before: number | null, after: number | null): boolean => after !== null && (before === null || after < before);
