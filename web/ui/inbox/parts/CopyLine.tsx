import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import { t } from "../words/speak";
import { Button } from "./Button";

/** One line to be pasted elsewhere. Where the browser does not let us copy, it is selected for a hand to do so. */
export function CopyLine({ text, label }: { text: string; label: string }) {
  const id = useId();
  const copied = useSignal(false);
  const line = useRef<HTMLInputElement>(null);
  const copy = async () => {
    line.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      copied.value = true;
      setTimeout(() => (copied.value = false), 3_000);
    } catch {
      line.current?.focus();
    }
  };
  return (
    <div class="copy-line">
      <label for={id}>{label}</label>
      <input class="code" id={id} ref={line} readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
      <Button icon={copied.value ? "check" : "copy"} onClick={() => void copy()}>
        {copied.value ? t("copy.done") : t("copy")}
      </Button>
    </div>
  );
}
