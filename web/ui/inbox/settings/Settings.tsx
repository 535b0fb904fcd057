import { useEffect } from "preact/hooks";
import { Empty } from "../parts/Empty";
import { loadAccounts } from "../state/accounts";
import { TABS, route, toSettings, toView } from "../state/route";
import { isAdmin } from "../state/session";
import { t } from "../words/speak";
import { Accounts } from "./Accounts";
import { Audit } from "./Audit";
import { People } from "./People";

export function Settings() {
  useEffect(() => void (isAdmin.peek() && loadAccounts()), []);
  const here = route.value;
  if (here.screen !== "settings") return null;
  if (!isAdmin.value) {
    return (
      <main class="settings">
        <Empty icon="settings" title={t("settings.adminOnly")}><a class="button" href={toView("queue")}>{t("settings.back")}</a></Empty>
      </main>
    );
  }
  return (
    <main class="settings">
      <header class="settings-head">
        <h1>{t("settings")}</h1>
        <nav class="tabs" aria-label={t("settings")}>
          {TABS.map((tab) => (
            <a key={tab} href={toSettings(tab)} aria-current={here.tab === tab ? "page" : undefined}>{t(`settings.${tab}`)}</a>
          ))}
        </nav>
      </header>
      {here.tab === "people" && <People />}
      {here.tab === "audit" && <Audit key={here.item} customer={here.item} />}
      {here.tab === "accounts" && <Accounts item={here.item} />}
    </main>
  );
}
