import { useEffect, useRef } from "preact/hooks";
import type { Account } from "../api/words";
import { Icon } from "../parts/Icon";
import { health } from "../state/accounts";
import { t } from "../words/speak";
import { Hook } from "./Hook";
import { Snippet } from "./Snippet";

/** What to know, and to do next, once an account is connected. */
export function Connected({ account }: { account: Account }) {
  const done = useRef<HTMLParagraphElement>(null);
  useEffect(() => done.current?.focus(), []);
  const hooked = health.value.get(account.id)?.hook_url;
  return (
    <div class="connected">
      <p class="good" ref={done} tabIndex={-1}><Icon name="done" /> {t("account.connected", { name: account.name })}</p>
      {account.connector === "chat" ? <Snippet account={account} /> : <p>{hooked ? t("hook.next") : t("account.connected.next")}</p>}
      <Hook account={account} />
    </div>
  );
}
