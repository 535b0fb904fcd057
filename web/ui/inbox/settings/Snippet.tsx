import type { Account } from "../api/words";
import { CopyBox } from "../parts/CopyBox";
import { t } from "../words/speak";

/** What the customer's own site needs to show the chat. */
export function Snippet({ account }: { account: Account }) {
  const code = `<script async src="${location.origin}/chat/loader.js" data-account="${account.id}"></script>`;
  return (
    <div class="snippet">
      <p>{t("snippet.lead")}</p>
      <CopyBox text={code} label={t("snippet.label")} />
    </div>
  );
}
