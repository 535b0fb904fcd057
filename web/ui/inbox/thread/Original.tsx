import { htmlOf } from "../api/threads";
import type { Message } from "../api/words";
import { t } from "../words/speak";
import { Toggle } from "./Words";

/** The mail as its writer formatted it: no script runs in this frame, and its document has a policy of its own. */
export function Original({ message, onClose }: { message: Message; onClose: () => void }) {
  return (
    <>
      <iframe
        class="original"
        title={t("original")}
        src={htmlOf(message.id)}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerpolicy="no-referrer"
      />
      <div class="more"><Toggle on text={t("original.hide")} onClick={onClose} /></div>
    </>
  );
}
