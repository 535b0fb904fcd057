import type { Shut, Way } from "../api/ways";
import { Icon } from "../parts/Icon";
import { askFor } from "../state/composer";
import { bringAlong } from "../state/drafts";
import { pick } from "../state/ways";
import { t } from "../words/speak";
import { NextWay } from "./NextWay";

interface ShutNoteProps {
  threadId: string;
  way: Way;
  shut: Exclude<Shut, "">;
}

/** Why nothing may be written there, and where it may. */
export function ShutNote({ threadId, way, shut }: ShutNoteProps) {
  const instead = (next: Way) => {
    bringAlong(threadId, way.channel, next.channel);
    pick(threadId, next);
    askFor("reply");
  };
  return (
    <div class="shut">
      <p role="status"><Icon name="warning" />{why(way, shut)}</p>
      <NextWay threadId={threadId} identityId={way.identity_id} onTake={instead} />
    </div>
  );
}

/** The provider tells best why an address cannot be reached; the rest we can say in the agent's language. */
function why(way: Way, shut: Exclude<Shut, "">): string {
  const known = shut !== "unreachable" && (shut !== "window_closed" || way.templates);
  return (!known && way.detail) || t(`shut.${shut}.help`);
}
