import type { Account } from "../api/words";
import { Icon } from "../parts/Icon";
import { CopyLine } from "../parts/CopyLine";
import { formOf, health } from "../state/accounts";
import { inMine, t } from "../words/speak";

/** The address that the provider must know, ready to paste; nothing where the provider does not call. */
export function Hook({ account }: { account: Account }) {
  const url = health.value.get(account.id)?.hook_url;
  const form = formOf(account);
  if (!url || !form) return null;
  return (
    <div class="hook">
      <CopyLine text={url} label={t("hook")} />
      {!url.startsWith("https://") && <p class="help warn"><Icon name="warning" />{t("hook.private")}</p>}
      <p class="help">{inMine(form.hook_help) || t("hook.help", { title: inMine(form.title) })}</p>
    </div>
  );
}
