import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { connectNow, connection } from "../state/stream";
import { t } from "../words/speak";

export function ConnectionBar() {
  const lost = connection.value === "lost";
  return (
    <div role="status" class={lost ? "connection lost" : "connection"}>
      {lost && (
        <>
          <Icon name="offline" />
          <span>{t("connection.lost")}</span>
          <Button onClick={connectNow}>{t("connection.now")}</Button>
        </>
      )}
    </div>
  );
}
