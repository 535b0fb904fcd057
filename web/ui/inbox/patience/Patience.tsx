import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Table } from "../api/patience";
import { Button } from "../parts/Button";
import { Empty } from "../parts/Empty";
import { Loading } from "../parts/Loading";
import { patienceAge } from "../state/office";
import { ago } from "../words/past";
import { t } from "../words/speak";
import { AlertsPart } from "./AlertsPart";
import { Channels } from "./Channels";
import { blame, draft, hearOfAnother, load, missing, save, saved, version, wrong } from "./editing";
import { History } from "./History";
import { HoursPart } from "./HoursPart";
import { MoodPart } from "./MoodPart";
import { loadOffice } from "./office";
import { Preview } from "./Preview";
import { RulesPart } from "./RulesPart";
import { SaveBar } from "./SaveBar";
import { SignalsPart } from "./SignalsPart";
import { SituationPart } from "./SituationPart";
import { TeamsPart } from "./TeamsPart";

/** How long people may wait: the table, what a change would do, and how it was before. */
export function Patience() {
  useEffect(() => void Promise.all([load(), loadOffice()]), []);
  useEffect(() => {
    if (patienceAge.value) void hearOfAnother();
  }, [patienceAge.value]);
  const title = useRef<HTMLHeadingElement>(null);
  const first = useRef(0);
  useEffect(() => {
    if (first.current) title.current?.focus({ preventScroll: true }); // the button that had the focus is gone
    first.current = version.value;
  }, [version.value]);
  if (missing.value) {
    return (
      <Empty icon="warning" title={t("patience.missing")}>
        <p role="alert">{missing.value}</p>
        <Button icon="reopen" onClick={() => void load()}>{t("again")}</Button>
      </Empty>
    );
  }
  if (!draft.value || !saved.value) return <Loading />;
  const { at, by_name } = saved.value;
  return (
    <section class="patience" aria-labelledby="patience-title">
      <header>
        <h2 id="patience-title" ref={title} tabIndex={-1}>{t("settings.patience")}</h2>
        <p class="faint">{t("patience.lead")} {at ? t("patience.since", { ago: ago(at), name: by_name }) : t("patience.usual")}</p>
      </header>
      <Form key={version.value} table={draft.value} />
      <Preview />
      <History />
    </section>
  );
}

function Form({ table }: { table: Table }) {
  const form = useRef<HTMLFormElement>(null);
  const [busy, failed] = [useSignal(false), useSignal(false)];
  const send = async (over: boolean) => {
    if (busy.value) return;
    [busy.value, failed.value] = [true, false];
    try {
      await save(over);
    } catch (problem) {
      blame(problem);
      failed.value = true;
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    }
    busy.value = false;
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void send(true);
  };
  return (
    <form ref={form} aria-label={t("settings.patience")} onSubmit={submit} onInvalidCapture={unfold}>
      <Channels table={table} />
      <HoursPart table={table} />
      <TeamsPart table={table} />
      <MoodPart table={table} />
      <SignalsPart table={table} />
      <SituationPart table={table} />
      <RulesPart table={table} />
      <AlertsPart table={table} />
      <SaveBar busy={busy.value} failed={failed.value && wrong.value !== null} onForce={() => void send(false)} />
    </form>
  );
}

/** The browser points at a field that does not fit only where it can be seen. */
function unfold({ target }: Event): void {
  (target as Element).closest("details:not([open])")?.setAttribute("open", "");
}
