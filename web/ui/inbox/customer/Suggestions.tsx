import { useSignal } from "@preact/signals";
import type { Suggestion } from "../api/card";
import type { Customer } from "../api/words";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { complain } from "../state/notice";
import { customerName } from "../words/customer";
import { t } from "../words/speak";
import { JoinDialog } from "./JoinDialog";
import { keepApart } from "./joining";
import { because } from "./suggesting";

interface SuggestionsProps {
  threadId: string;
  customer: Customer;
  suggestions: readonly Suggestion[];
}

/** Who this could be as well. A person decides. */
export function Suggestions({ threadId, customer, suggestions }: SuggestionsProps) {
  const chosen = useSignal<Suggestion | null>(null);
  if (!suggestions.length && !chosen.value) return null;
  return (
    <section class="suggestions" aria-label={t("suggestions")}>
      {suggestions.map((one) => (
        <div key={one.customer_id} class="suggestion">
          <p><Icon name="people" /><span>{t("suggestion", { name: customerName(one.name) })} <span class="faint">{because(one)}</span></span></p>
          <div class="actions">
            <Button icon="join" onClick={() => (chosen.value = one)}>{t("join.ask")}</Button>
            <Button kind="quiet" onClick={() => void keepApart(threadId, customer, one).catch(complain)}>{t("apart")}</Button>
          </div>
        </div>
      ))}
      {chosen.value && <JoinDialog threadId={threadId} customer={customer} other={chosen.value} onClose={() => (chosen.value = null)} />}
    </section>
  );
}
