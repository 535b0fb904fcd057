import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Images, imagesOf } from "../api/images";
import { htmlOf } from "../api/threads";
import type { Message } from "../api/words";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { keep, recall } from "../state/kept";
import { complain } from "../state/notice";
import { many, t } from "../words/speak";
import { Toggle } from "./Words";

/** The mail as its writer formatted it: no script runs in this frame, and its document has a policy of its own. */
export function Original({ message, onClose }: { message: Message; onClose: () => void }) {
  const kept = `images.${message.thread_id}`;
  const shown = useSignal(recall(kept) !== "");
  const show = () => {
    keep(kept, "shown");
    shown.value = true;
  };
  return (
    <>
      {!shown.value && <Blocked messageId={message.id} onShow={show} />}
      <iframe
        key={String(shown.value)}
        class="original"
        title={t("original")}
        src={htmlOf(message.id) + (shown.value ? "?images=true" : "")}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerpolicy="no-referrer"
      />
      <div class="more"><Toggle on text={t("original.hide")} onClick={onClose} /></div>
    </>
  );
}

/** Images that lie elsewhere: whoever sent the mail would learn that it was opened. */
function Blocked({ messageId, onShow }: { messageId: string; onShow: () => void }) {
  const images = useSignal<Images | null>(null);
  useEffect(() => void imagesOf(messageId).then((found) => (images.value = found), complain), [messageId]);
  if (!images.value?.count) return null;
  const { count, hosts } = images.value;
  return (
    <div class="blocked">
      <p><Icon name="image" />{many("images.blocked", count, { hosts: hosts.join(", ") })}</p>
      <p class="faint">{t("images.help")}</p>
      <Button icon="image" onClick={onShow}>{t("images.show")}</Button>
    </div>
  );
}
