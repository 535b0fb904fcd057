import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { allTags } from "../api/episodes";
import { Button } from "../parts/Button";
import { t } from "../words/speak";
import { doAll } from "./bulk";

/** One tag for all of them, put on or taken off. */
export function BulkTag({ busy }: { busy: boolean }) {
  const [name, known, id] = [useSignal(""), useSignal<readonly string[]>([]), useId()];
  useEffect(() => void allTags().then((all) => (known.value = all.map((one) => one.name)), () => undefined), []);
  const put = (step: "tag" | "untag") => {
    const tag = name.value.trim();
    if (tag) void doAll({ step, tag });
    name.value = "";
  };
  const submit = (event: Event) => (event.preventDefault(), put("tag"));
  return (
    <form class="bulk-tag" onSubmit={submit}>
      <input dir="auto" maxLength={50} list={id} aria-label={t("tags.add")} placeholder={t("tags.add")} value={name.value} onInput={(event) => (name.value = event.currentTarget.value)} />
      <datalist id={id}>{known.value.map((one) => <option key={one} value={one} />)}</datalist>
      <Button icon="tag" submit disabled={busy || !name.value.trim()}>{t("bulk.tag")}</Button>
      <Button kind="quiet" disabled={busy || !name.value.trim()} onClick={() => put("untag")}>{t("bulk.untag")}</Button>
    </form>
  );
}
