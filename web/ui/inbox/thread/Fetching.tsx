import { useSignal } from "@preact/signals";
import { fetchAgain } from "../api/files";
import type { Attachment } from "../api/words";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { complain } from "../state/notice";
import { maybe, t } from "../words/speak";

/** Still at the provider; it appears by itself. */
export function Fetching({ file }: { file: Attachment }) {
  const kind = file.mime.split("/")[0] ?? "";
  return (
    <span class="fetching">
      <span class="spinner" aria-hidden="true" />
      {maybe(`fetching.${kind}`) ?? t("fetching")}
    </span>
  );
}

export function NotFetched({ file }: { file: Attachment }) {
  const asked = useSignal(false);
  const again = () => {
    asked.value = true;
    fetchAgain(file.id).catch(complain).finally(() => (asked.value = false));
  };
  return (
    <span class="fetching">
      <Icon name="warning" class="bad" />
      <span>{t("fetch.failed", { name: file.name || t("file.unnamed") })} <span class="faint">{file.detail}</span></span>
      <Button icon="reopen" busy={asked.value} onClick={again}>{t("again")}</Button>
    </span>
  );
}
