import { useSignal } from "@preact/signals";
import { t } from "../words/speak";
import { Button } from "./Button";

/** Text to be pasted elsewhere. */
export function CopyBox({ text, label }: { text: string; label: string }) {
  const copied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    copied.value = true;
    setTimeout(() => (copied.value = false), 3_000);
  };
  return (
    <div class="copy">
      <textarea class="code" readOnly rows={3} aria-label={label} value={text} onFocus={(event) => event.currentTarget.select()} />
      <Button icon={copied.value ? "check" : "copy"} onClick={() => void copy()}>
        {copied.value ? t("copy.done") : t("copy")}
      </Button>
    </div>
  );
}
