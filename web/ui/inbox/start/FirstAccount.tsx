import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Account, Me } from "../api/words";
import { Button } from "../parts/Button";
import { Loading } from "../parts/Loading";
import { AccountMaker } from "../settings/AccountMaker";
import { Connected } from "../settings/Connected";
import { channels, loadAccounts } from "../state/accounts";
import { enter } from "../state/session";
import { t } from "../words/speak";
import { Stage } from "./Stage";

export function FirstAccount({ me }: { me: Me }) {
  const made = useSignal<Account | null>(null);
  const finish = () => enter(me);
  useEffect(() => void loadAccounts(), []);
  if (made.value) {
    return (
      <Stage wide step={t("setup.step", { step: 2, of: 2 })} title={t("setup.ready")}>
        <Connected account={made.value} />
        <Button kind="main" onClick={finish}>{t("setup.open")}</Button>
      </Stage>
    );
  }
  return (
    <Stage wide step={t("setup.step", { step: 2, of: 2 })} title={t("setup.account")} lead={t("setup.account.lead")}>
      {channels.value ? <AccountMaker onMade={(account) => (made.value = account)} /> : <Loading />}
      <Button kind="quiet" onClick={finish}>{t("setup.skip")}</Button>
    </Stage>
  );
}
