import { Icon } from "../parts/Icon";
import { IconButton } from "../parts/IconButton";
import { dismiss, notice } from "../state/notice";
import { t } from "../words/speak";

/** Always in the page, as screen readers only announce changes of a region that they already know. */
export function NoticeBar() {
  const now = notice.value;
  return (
    <div class="notices">
      <div role="alert">{now?.bad && <Said text={now.text} bad />}</div>
      <div role="status">{now && !now.bad && <Said text={now.text} bad={false} />}</div>
    </div>
  );
}

function Said({ text, bad }: { text: string; bad: boolean }) {
  return (
    <div class={bad ? "notice bad" : "notice"}>
      <Icon name={bad ? "warning" : "check"} />
      <span>{text}</span>
      <IconButton icon="close" label={t("dismiss")} onClick={dismiss} />
    </div>
  );
}
