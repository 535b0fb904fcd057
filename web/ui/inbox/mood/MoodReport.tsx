import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Agreement, type Deep, state } from "../api/moods";
import { Button } from "../parts/Button";
import { Empty } from "../parts/Empty";
import { Icon } from "../parts/Icon";
import { Loading } from "../parts/Loading";
import { sentence } from "../state/notice";
import { languageName } from "../words/language";
import { locale, many, t } from "../words/speak";
import { stamp } from "../words/when";

const LOOK = 10_000; // milliseconds: what waits for the close reading is no event

/** Whether moods are read closely, and how often colleagues agreed with what Hilo heard. */
export function MoodReport() {
  const found = useSignal<{ deep: Deep; report: Agreement[] } | null>(null);
  const failed = useSignal("");
  const look = () => state().then((next) => ([found.value, failed.value] = [next, ""]), (problem: unknown) => (failed.value = sentence(problem)));
  useEffect(() => {
    void look();
    const timer = setInterval(() => document.hidden || void look(), LOOK);
    return () => clearInterval(timer);
  }, []);
  if (!found.value) {
    if (!failed.value) return <Loading />;
    return <Empty icon="warning" title={t("report.missing")}><p role="alert">{failed.value}</p><Button icon="reopen" onClick={() => void look()}>{t("again")}</Button></Empty>;
  }
  const { deep, report } = found.value;
  return (
    <section aria-labelledby="mood-title">
      <header>
        <h2 id="mood-title">{t("settings.mood")}</h2>
        <p class="faint">{t("report.lead")}</p>
      </header>
      <CloseReading deep={deep} />
      {report.length ? <Report report={report} /> : <Empty icon="calm" title={t("report.none")}><p>{t("report.none.next")}</p></Empty>}
    </section>
  );
}

function CloseReading({ deep: { ready, why, backlog } }: { deep: Deep }) {
  return (
    <section class="card deep" aria-labelledby="deep-title">
      <h3 id="deep-title">{t("deep")}</h3>
      <p><span class={ready ? "tag good" : "tag bad"}><Icon name={ready ? "check" : "warning"} />{ready ? t("deep.ready") : t("deep.missing")}</span></p>
      <p>{ready ? t("deep.ready.help") : t("deep.missing.help")}</p>
      {!ready && why && <p class="trouble"><Icon name="warning" />{why}</p>}
      {ready && <p class="faint" role="status">{backlog ? many("deep.backlog", backlog) : t("deep.done")}</p>}
    </section>
  );
}

function Report({ report }: { report: readonly Agreement[] }) {
  const percent = new Intl.NumberFormat(locale.value, { style: "percent", maximumFractionDigits: 0 });
  return (
    <div class="report" tabIndex={0} role="group" aria-label={t("report")}>
      <table>
        <caption>{t("report")}</caption>
        <thead>
          <tr>{(["language", "account", "week", "heard", "marked", "missed", "wrong", "agreed"] as const).map((one) => <th key={one} scope="col">{t(`report.${one}`)}</th>)}</tr>
        </thead>
        <tbody>
          {report.map((one) => (
            <tr key={`${one.language} ${one.account_name} ${one.week}`}>
              <th scope="row">{one.language ? languageName(one.language) : t("report.unknown")}</th>
              <td>{one.account_name}</td>
              <td>{stamp(one.week)}</td>
              {[one.heard, one.marked, one.missed, one.wrong].map((count, index) => <td key={index}>{count}</td>)}
              <td>{one.agreed === null ? "–" : percent.format(one.agreed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
