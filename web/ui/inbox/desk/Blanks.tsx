import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { box } from "../state/composer";
import { blanksIn, meant } from "../state/macros";
import { t } from "../words/speak";

/** What a macro could not fill in; each is one click from being written, or from going as it stands. */
export function Blanks({ threadId, text }: { threadId: string; text: string }) {
  const open = blanksIn(threadId, text);
  return (
    <>
      {open.map((blank) => (
        <div key={blank} class="blank" role="group" aria-label={blank}>
          <p role="status"><Icon name="warning" />{t("blank", { blank })}</p>
          <Button onClick={() => select(blank)}>{t("blank.write")}</Button>
          <Button kind="quiet" onClick={() => ((meant.value = new Set([...meant.peek(), threadId + blank])), box.current?.focus())}>{t("blank.meant")}</Button>
        </div>
      ))}
    </>
  );
}

function select(blank: string): void {
  const at = box.current?.value.indexOf(blank) ?? -1;
  box.current?.focus();
  if (at >= 0) box.current?.setSelectionRange(at, at + blank.length);
}
