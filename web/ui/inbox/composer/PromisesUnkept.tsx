import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { type Given, drop, given, keepInMind, put } from "../state/promised";
import { t } from "../words/speak";
import { DueField } from "./DueField";

/** The reply is sent, but what it promised is not kept in mind: never lost in silence. */
export function PromisesUnkept({ threadId }: { threadId: string }) {
  const unkept = given.value.filter((one) => one.thread_id === threadId && one.problem);
  return <>{unkept.map((one) => <Unkept key={one.client_id} one={one} />)}</>;
}

function Unkept({ one }: { one: Given }) {
  return (
    <div class="promise bad" role="group" aria-label={t("promise")}>
      <Icon name="warning" />
      <p role="alert">{t("promise.failed", { text: one.text })} {one.problem}</p>
      <DueField at={one.due_at} onChange={(due_at) => put({ ...one, due_at })} />
      <Button icon="reopen" onClick={() => void keepInMind(one)}>{t("again")}</Button>
      <Button kind="quiet" onClick={() => drop(one)}>{t("promise.drop")}</Button>
    </div>
  );
}
