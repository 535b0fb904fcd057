import { keyOf, withKey } from "../keyboard/keys";
import { Icon } from "../parts/Icon";
import { Mark } from "../parts/Mark";
import { ask } from "../state/dialog";
import { route, toSearch, toSettings, toView } from "../state/route";
import { isAdmin, oversees } from "../state/session";
import { t } from "../words/speak";
import { AgentMenu } from "./AgentMenu";

export function Rail() {
  const screen = route.value.screen;
  return (
    <nav class="rail" aria-label={t("rail")}>
      <span class="rail-brand"><Mark /></span>
      <a href={toView("queue")} aria-current={screen === "inbox" ? "page" : undefined} title={t("title")}>
        <Icon name="inbox" /><span>{t("title")}</span>
      </a>
      <a href={toSearch()} aria-current={screen === "search" ? "page" : undefined} aria-keyshortcuts={keyOf("search")} title={withKey(t("search"), "search")}>
        <Icon name="search" /><span>{t("search")}</span>
      </a>
      {oversees.value && (
        <a href={toSettings(isAdmin.value ? "accounts" : "patience")} aria-current={screen === "settings" ? "page" : undefined} title={t("settings")}>
          <Icon name="settings" /><span>{t("settings")}</span>
        </a>
      )}
      <span class="rail-gap" />
      <button type="button" class="rail-help" aria-keyshortcuts={keyOf("map")} title={withKey(t("keys.short"), "map")} onClick={() => ask("keys")}>
        <Icon name="help" /><span>{t("keys.short")}</span>
      </button>
      <AgentMenu />
    </nav>
  );
}
