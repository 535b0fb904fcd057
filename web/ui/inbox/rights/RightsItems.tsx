import type { Customer } from "../api/words";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { toSettings } from "../state/route";
import { isAdmin, oversees } from "../state/session";
import { t } from "../words/speak";
import { asked } from "./asked";

/** Whether there is anything in it for who is signed in. */
export const hasRights = (): boolean => oversees.value;

/** What a customer may demand of us, in the menu of their card; nothing for those who may not see to it. */
export function RightsItems({ customer }: { customer: Customer }) {
  if (!hasRights()) return null;
  const ask = (right: "export" | "erase") => () => (asked.value = { right, customer });
  return (
    <>
      {isAdmin.value && <a class="button quiet" href={toSettings("audit", customer.id)}><Icon name="eye" />{t("rights.looked")}</a>}
      <Button kind="quiet" icon="down" onClick={ask("export")}>{t("rights.export")}</Button>
      {isAdmin.value && <Button kind="quiet" icon="trash" onClick={ask("erase")}>{t("rights.erase")}</Button>}
    </>
  );
}
