import { useRef } from "preact/hooks";
import type { Way } from "../api/ways";
import { IconButton } from "../parts/IconButton";
import { t } from "../words/speak";
import { take } from "./filing";

export function FilePicker({ threadId, way }: { threadId: string; way: Way }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon="clip" label={t("attach")} onClick={() => picker.current?.click()} />
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={t("attach")}
        onChange={({ currentTarget }) => {
          take(threadId, way, [...(currentTarget.files ?? [])]);
          currentTarget.value = ""; // so that the same file may be chosen once more
        }}
      />
    </>
  );
}
