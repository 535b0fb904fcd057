import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Entry, page } from "../api/audit";
import { Button } from "../parts/Button";
import { Empty } from "../parts/Empty";
import { Icon } from "../parts/Icon";
import { Loading } from "../parts/Loading";
import { Trouble } from "../parts/Trouble";
import { sentence } from "../state/notice";
import { toSettings } from "../state/route";
import { customerName } from "../words/customer";
import { t } from "../words/speak";
import { Deeds } from "./Deeds";

/** Who did what to whose data, newest first. customer: of whom alone. */
export function Audit({ customer }: { customer: string | null }) {
  const { entries, next, busy, error, load } = usePages(customer);
  const about = entries.value.find((one) => one.customer_id === customer);
  return (
    <section aria-labelledby="audit-title">
      <header class="section-head">
        <div>
          <h2 id="audit-title">{customer ? t("audit.of", { name: customerName(about?.customer_name ?? "") }) : t("settings.audit")}</h2>
          <p class="faint">{t("audit.lead")}</p>
        </div>
        {customer && <a class="button" href={toSettings("audit")}><Icon name="people" />{t("audit.all")}</a>}
      </header>
      <Deeds entries={entries.value} filtered={customer !== null} />
      {!entries.value.length && !busy.value && !error.value && <Empty icon="eye" title={t("audit.none")} />}
      <Trouble text={error.value} />
      {busy.value && !entries.value.length && <Loading />}
      {error.value && <Button icon="reopen" onClick={load}>{t("again")}</Button>}
      {next.value && !error.value && <Button busy={busy.value} onClick={load}>{t("audit.more")}</Button>}
    </section>
  );
}

function usePages(customer: string | null) {
  const entries = useSignal<readonly Entry[]>([]);
  const next = useSignal<string | null>(null);
  const busy = useSignal(true);
  const error = useSignal("");
  const load = async () => {
    [busy.value, error.value] = [true, ""];
    try {
      const found = await page(customer, next.value);
      entries.value = [...entries.value, ...found.entries];
      next.value = found.next;
    } catch (problem) {
      error.value = sentence(problem);
    }
    busy.value = false;
  };
  useEffect(() => void load(), []);
  return { entries, next, busy, error, load: () => void load() };
}
