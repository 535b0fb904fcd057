import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { fileOf } from "../api/threads";
import type { Attachment } from "../api/words";
import { t } from "../words/speak";

/** Sound and film, played in place; what this browser cannot play is the file that stands within. */
export function Played({ file, children }: { file: Attachment; children: ComponentChildren }) {
  const broken = useSignal(false);
  if (broken.value) return <>{children}</>;
  const about = {
    src: fileOf(file.id),
    controls: true,
    preload: "metadata",
    "aria-label": file.name || t("file.unnamed"),
    onError: () => (broken.value = true),
  } as const;
  return /^audio/i.test(file.mime) ? <audio {...about} /> : <video {...about} playsInline />;
}
