import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { askSetup } from "../api/session";
import { complain } from "../state/notice";
import { t } from "../words/speak";
import { Button } from "./Button";
import { Empty } from "./Empty";
import { Loading } from "./Loading";

type Screens = typeof import("../settings/screens");

const screens = signal<Screens | null>(null);
const missing = signal(false);

/** A screen whose code is not there from the start. */
export function Later({ show }: { show: (screens: Screens) => ComponentChildren }) {
  useEffect(() => void (screens.peek() ?? load()), []);
  if (screens.value) return <>{show(screens.value)}</>;
  return <main class="settings">{missing.value ? <Missing /> : <Loading />}</main>;
}

async function load(): Promise<void> {
  missing.value = false;
  try {
    screens.value = await import("../settings/screens");
  } catch {
    missing.value = true;
  }
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
