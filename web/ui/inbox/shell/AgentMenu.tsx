import { speak } from "../api/session";
import { Avatar } from "../parts/Avatar";
import { Button } from "../parts/Button";
import { Choice } from "../parts/Choice";
import { Menu } from "../parts/Menu";
import { complain } from "../state/notice";
import { change, signOut, user } from "../state/session";
import { THEMES, theme } from "../state/theme";
import { LANGUAGES, type Language, language, listenIn, t } from "../words/speak";
import { AvailabilityMark, AvailabilitySwitch } from "./Availability";

export function AgentMenu() {
  const me = user.value;
  if (!me) return null;
  return (
    <Menu label={t("menu", { name: me.name })} face={<><Avatar name={me.name} /><AvailabilityMark /></>}>
      <p class="who"><strong>{me.name}</strong><span class="faint">{me.email}</span></p>
      <AvailabilitySwitch />
      <Choice label={t("language")} value={language.value} options={Object.entries(LANGUAGES) as [Language, string][]} onChange={choose} />
      <Choice label={t("theme")} value={theme.value} options={THEMES.map((one) => [one, t(`theme.${one}`)] as const)} onChange={(one) => (theme.value = one)} />
      <Button icon="out" onClick={() => void signOut().catch(complain)}>{t("logout")}</Button>
    </Menu>
  );
}

function choose(code: Language): void {
  listenIn(code).then(() => speak(code)).then(change, complain);
}
