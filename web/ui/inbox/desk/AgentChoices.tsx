import { speak } from "../api/session";
import { Button } from "../parts/Button";
import { Choice } from "../parts/Choice";
import { Switch } from "../parts/Switch";
import { desk, setAvailable } from "../state/desk";
import { ask } from "../state/dialog";
import { complain } from "../state/notice";
import { know, signOut } from "../state/session";
import { THEMES, theme } from "../state/theme";
import { LANGUAGES, type Language, language, listenIn, t } from "../words/speak";

const LANGUAGE_NAMES = Object.entries(LANGUAGES) as [Language, string][];

/** What agents choose for themselves without opening anything else. */
export function AgentChoices() {
  return (
    <>
      <AvailabilitySwitch />
      <Choice label={t("language")} value={language.value} options={LANGUAGE_NAMES} onChange={choose} />
      <Choice label={t("theme")} value={theme.value} options={THEMES.map((one) => [one, t(`theme.${one}`)] as const)} onChange={(one) => (theme.value = one)} />
      <Button icon="settings" onClick={() => ask("preferences")}>{t("preferences")}</Button>
      <Button icon="out" onClick={() => void signOut().catch(complain)}>{t("logout")}</Button>
    </>
  );
}

function AvailabilitySwitch() {
  if (!desk.value) return null;
  const { available } = desk.value;
  return <Switch label={t("there")} help={available ? t("there.help") : t("there.away.help")} on={available} onChange={(on) => void setAvailable(on)} />;
}

function choose(code: Language): void {
  listenIn(code).then(() => speak(code)).then(know, complain);
}
