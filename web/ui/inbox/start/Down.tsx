import { Button } from "../parts/Button";
import { begin } from "../state/session";
import { t } from "../words/speak";
import { Stage } from "./Stage";

export function Down({ sentence }: { sentence: string }) {
  return (
    <Stage title={t("down.title")} lead={sentence}>
      <Button kind="main" icon="reopen" onClick={() => void begin()}>{t("again")}</Button>
    </Stage>
  );
}
