import type { Reason } from "../api/words";
import { Icon } from "../parts/Icon";
import { iconOf, isGrave, reasonWords } from "../words/reason";

/** Why a thread stands where it does: "angry · third message". The words that showed it are a pointer's rest away. */
export function Reasons({ reasons, all = false }: { reasons: readonly Reason[]; all?: boolean }) {
  return reasons
    .filter((reason) => all || reason.code !== "channel")
    .map((reason) => {
      const icon = iconOf(reason.code);
      return (
        <span key={reason.code + reason.name} class={isGrave(reason) ? "reason grave" : "reason"} title={reason.words?.join(" · ")}>
          {icon && <Icon name={icon} />}
          {reasonWords(reason)}
        </span>
      );
    });
}
