import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { outgoing } from "../state/outgoing";
import { connectNow, connection } from "../state/stream";
import { many, t } from "../words/speak";

export function ConnectionBar() {
  const lost = connection.value === "lost";
  const waiting = outgoing.value.filter((one) => one.offline).length;
  return (
    <div role="status" class={lost ? "connection lost" : "connection"}>
      {lost && (
        <>
          <Icon name="offline" />
          <span>{t("connection.lost")} {waiting > 0 && many("connection.waiting", waiting)}</span>
          <Button onClick={connectNow}>{t("connection.now")}</Button>
        </>
      )}
    </div>
  );
}
