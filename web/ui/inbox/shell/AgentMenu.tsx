import { Avatar } from "../parts/Avatar";
import { Later } from "../parts/Later";
import { Menu } from "../parts/Menu";
import { DESK } from "../state/later";
import { user } from "../state/session";
import { t } from "../words/speak";
import { AvailabilityMark } from "./Availability";

export function AgentMenu() {
  const me = user.value;
  if (!me) return null;
  const settled = DESK.there.value ?? DESK.missing.value; // until then other things are more urgent to load
  return (
    <Menu label={t("menu", { name: me.name })} face={<><Avatar name={me.name} /><AvailabilityMark /></>}>
      <p class="who"><strong>{me.name}</strong><span class="faint">{me.email}</span></p>
      {settled && <Later of={DESK} show={({ AgentChoices }) => <AgentChoices />} />}
    </Menu>
  );
}
