import { useEffect } from "preact/hooks";
import { Empty } from "../parts/Empty";
import { Later } from "../parts/Later";
import { loadAccounts } from "../state/accounts";
import { PATIENCE } from "../state/later";
import { type SettingsTab, TABS, route, toSettings, toView } from "../state/route";
import { isAdmin, oversees } from "../state/session";
import { t } from "../words/speak";
import { Accounts } from "./Accounts";
import { Audit } from "./Audit";
import { Macros } from "./Macros";
import { People } from "./People";

const OWN: readonly SettingsTab[] = ["macros"];
const SUPERVISED: readonly SettingsTab[] = ["teams", "patience", "mood", ...OWN];

export function Settings() {
  useEffect(() => void (isAdmin.peek() && loadAccounts()), []);
  const here = route.value;
  if (here.screen !== "settings") return null;
  const tabs = isAdmin.value ? TABS : oversees.value ? SUPERVISED : OWN;
  return (
    <main class="settings">
      <header class="settings-head">
        <h1>{t("settings")}</h1>
        <nav class="tabs" aria-label={t("settings")}>
          {tabs.map((tab) => (
            <a key={tab} href={toSettings(tab)} aria-current={here.tab === tab ? "page" : undefined}>{t(`settings.${tab}`)}</a>
          ))}
        </nav>
      </header>
      {tabs.includes(here.tab) ? <Tab tab={here.tab} item={here.item} /> : <AdminOnly />}
    </main>
  );
}

function Tab({ tab, item }: { tab: SettingsTab; item: string | null }) {
  switch (tab) {
    case "accounts":
      return <Accounts item={item} />;
    case "people":
      return <People />;
    case "audit":
      return <Audit key={item} customer={item} />;
    case "macros":
      return <Macros />;
    case "teams":
      return <Later of={PATIENCE} show={({ Teams }) => <Teams />} />;
    case "patience":
      return <Later of={PATIENCE} show={({ Patience }) => <Patience />} />;
    case "mood":
      return <Later of={PATIENCE} show={({ MoodReport }) => <MoodReport />} />;
  }
}

function AdminOnly() {
  return <Empty icon="settings" title={t("settings.adminOnly")}><a class="button" href={toView("queue")}>{t("settings.back")}</a></Empty>;
}
