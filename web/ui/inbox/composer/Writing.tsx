import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import type { Way } from "../api/ways";
import type { Thread } from "../api/words";
import { appear, box, mode } from "../state/composer";
import { draftOf, write } from "../state/drafts";
import { uploadsOf } from "../state/uploads";
import { customerName } from "../words/customer";
import { t } from "../words/speak";
import { Files } from "./Files";
import { filesOf, take } from "./filing";
import { useGrowing } from "./growing";
import { measure, misfits } from "./limits";
import { tellTyping } from "./typing";

interface WritingProps {
  thread: Thread;
  way: Way | undefined; // none for a note
  onSend: () => void;
}

/** Free text, and the files that go with it. */
export function Writing({ thread, way, onSend }: WritingProps) {
  const [id, now] = [useId(), mode.value];
  const text = draftOf(thread.id, now, way?.channel);
  const uploads = way ? uploadsOf(thread.id).value : [];
  const misfit = way && misfits(way, text.trim(), uploads);
  const over = useSignal(false);
  useGrowing(box, text);
  useEffect(appear, []);
  const put = (event: Event, data: DataTransfer | null) => {
    over.value = false;
    const files = filesOf(data);
    if (!way || !files.length) return;
    event.preventDefault();
    take(thread.id, way, files);
  };
  const drag = (event: DragEvent) => {
    if (!way || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    over.value = true;
  };
  const dropping = { onDragOver: drag, onDragLeave: () => (over.value = false), onDrop: (event: DragEvent) => put(event, event.dataTransfer) };
  return (
    <div class={over.value ? "writing over" : "writing"} {...dropping}>
      <textarea
        ref={box}
        rows={2}
        dir="auto"
        aria-label={t(`composer.${now}`)}
        aria-describedby={way && id}
        placeholder={now === "reply" ? t("composer.reply.hint", { name: customerName(thread.customer_name) }) : t("composer.note.hint")}
        value={text}
        onPaste={(event) => put(event, event.clipboardData)}
        onInput={(event) => {
          write(thread.id, now, way?.channel, event.currentTarget.value);
          if (way) tellTyping(thread.id);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) (event.preventDefault(), onSend());
        }}
      />
      {way && <Files threadId={thread.id} way={way} uploads={uploads} />}
      {way && <p class={misfit ? "limits bad" : "limits"} id={id}>{misfit || measure(way, text.trim(), uploads.length > 0)}</p>}
    </div>
  );
}
