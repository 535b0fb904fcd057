import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { askSetup } from "../api/session";
import type { Later as Awaited } from "../state/later";
import { complain } from "../state/notice";
import { t } from "../words/speak";
import { Button } from "./Button";
import { Empty } from "./Empty";
import { Loading } from "./Loading";

interface LaterProps<Screens> {
  of: Awaited<Screens>;
  show: (screens: Screens) => ComponentChildren;
  meanwhile?: ComponentChildren;
}

/** What is loaded when it is shown first. */
export function Later<Screens>({ of, show, meanwhile = <Loading /> }: LaterProps<Screens>) {
  useEffect(() => void (of.there.peek() ?? of.load()), []);
  if (of.there.value) return <>{show(of.there.value)}</>;
  return <>{of.missing.value ? <Missing /> : meanwhile}</>;
}

/** A whole screen of it. */
export function LaterScreen<Screens>(props: LaterProps<Screens>) {
  if (props.of.there.value) return <Later {...props} />;
  return <main class="settings"><Later {...props} /></main>;
}

/** An update has renamed the file, or the connection broke. */
function Missing() {
  return (
    <Empty icon="warning" title={t("later.missing")}>
      <p role="alert">{t("later.missing.next")}</p>
      <Button kind="main" icon="reopen" onClick={() => void reload()}>{t("later.reload")}</Button>
    </Empty>
  );
}

/** Only a fresh page knows the new names, and browsers may remember that a file failed. While Hilo is away it would be lost. */
async function reload(): Promise<void> {
  try {
    await askSetup();
    location.reload();
  } catch (problem) {
    complain(problem);
  }
}
