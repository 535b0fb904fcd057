import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { IconButton } from "../parts/IconButton";
import { type Notice, dismiss, notice, takeBack } from "../state/notice";
import { t } from "../words/speak";

/** Always in the page, as screen readers only announce changes of a region that they already know. */
export function NoticeBar() {
  const now = notice.value;
  return (
    <div class="notices">
      <div role="alert">{now?.bad && <Said {...now} />}</div>
      <div role="status">{now && !now.bad && <Said {...now} />}</div>
    </div>
  );
}

function Said({ text, bad, undo, way }: Notice) {
  return (
    <div class={bad ? "notice bad" : "notice"}>
      <Icon name={bad ? "warning" : "check"} />
      <span>{text}</span>
      {undo && <Button kind="quiet" icon="back" onClick={takeBack}>{t("undo")}</Button>}
      {way && <a class="button quiet" href={way} onClick={dismiss}>{t("show")}</a>}
      <IconButton icon="close" label={t("dismiss")} onClick={dismiss} />
    </div>
  );
}
