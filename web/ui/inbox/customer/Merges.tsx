import { useSignal } from "@preact/signals";
import type { Customer, Merge } from "../api/words";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Icon } from "../parts/Icon";
import { Trouble } from "../parts/Trouble";
import { useSubmit } from "../start/submit";
import { customerName } from "../words/customer";
import { date } from "../words/past";
import { t } from "../words/speak";
import { howWords } from "./how";
import { part } from "./joining";
import { Section } from "./Section";

interface MergesProps {
  threadId: string;
  customer: Customer;
}

/** Who was joined to this customer, by whom and when; each can be split off again. */
export function Merges({ threadId, customer }: MergesProps) {
  const chosen = useSignal<Merge | null>(null);
  if (!customer.merges.length && !chosen.value) return null;
  return (
    <Section name="merges" title={t("merges")} count={customer.merges.length}>
      <ul class="merges">
        {customer.merges.map((one) => (
          <li key={one.id}>
            <strong>{customerName(one.name)}</strong>
            <span class="fact faint"><Icon name="join" />{origin(one)}</span>
            <Button kind="quiet" icon="apart" onClick={() => (chosen.value = one)}>{t("split.ask")}</Button>
          </li>
        ))}
      </ul>
      {chosen.value && <SplitDialog threadId={threadId} merge={chosen.value} onClose={() => (chosen.value = null)} />}
    </Section>
  );
}

function origin({ by_name, how, at }: Merge): string {
  return by_name ? t("merged.by", { name: by_name, date: date(at) }) : [t("merged.proven", { date: date(at) }), howWords(how)].filter(Boolean).join(" · ");
}

function SplitDialog({ threadId, merge, onClose }: { threadId: string; merge: Merge; onClose: () => void }) {
  const name = customerName(merge.name);
  const { busy, error, submit } = useSubmit(async () => {
    await part(threadId, merge);
    onClose();
  });
  return (
    <Dialog title={t("split.title", { name })} onClose={onClose}>
      <form onSubmit={submit}>
        <ul class="consequences">
          <li><Icon name="apart" />{t("split.shown")}</li>
          <li><Icon name="back" />{t("split.undo")}</li>
        </ul>
        <Trouble text={error.value} />
        <div class="actions">
          <Button kind="main" icon="apart" submit busy={busy.value}>{t("split")}</Button>
          <Button kind="quiet" onClick={onClose}>{t("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
