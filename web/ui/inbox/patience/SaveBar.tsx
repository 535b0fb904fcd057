import { Button } from "../parts/Button";
import { Trouble } from "../parts/Trouble";
import { t } from "../words/speak";
import { begin, isChanged, load, wrong } from "./editing";

interface SaveBarProps {
  busy: boolean;
  failed: boolean; // it was sent; until then what is wrong is said in its place only
  onForce: () => void;
}

/** Always in sight while something is not saved. */
export function SaveBar({ busy, failed, onForce }: SaveBarProps) {
  const overtaken = failed && wrong.value?.code === "conflict";
  return (
    <div class="save-bar" data-changed={isChanged.value}>
      <Trouble text={failed ? (wrong.value?.sentence ?? "") : ""} />
      {isChanged.value && (
        <div class="actions">
          <Button kind="main" submit busy={busy}>{t("patience.save")}</Button>
          {overtaken && <Button onClick={onForce}>{t("patience.force")}</Button>}
          {overtaken ? <Button kind="quiet" onClick={() => void load()}>{t("patience.theirs")}</Button> : <Button kind="quiet" onClick={begin}>{t("patience.discard")}</Button>}
        </div>
      )}
    </div>
  );
}
