import type { Evidence as Kind, Identity } from "../api/words";
import { Icon } from "../parts/Icon";
import type { IconName } from "../parts/icons";
import { date } from "../words/past";
import { t } from "../words/speak";
import { howWords } from "./how";

const ICONS: Record<Kind, IconName> = { proven: "shield", asserted: "person", claimed: "unproven" };

/** How sure we are that an address is theirs, and why: by a sign and in words, never by colour alone. */
export function Evidence({ identity }: { identity: Identity }) {
  const { evidence, how, by_name, evidence_at } = identity;
  const sure = evidence === "asserted" && by_name ? t("evidence.asserted.by", { name: by_name }) : t(`evidence.${evidence}`);
  const since = evidence === "claimed" ? "" : t("evidence.since", { date: date(evidence_at) });
  return (
    <span class={`evidence ${evidence}`} title={t(`evidence.${evidence}.help`)}>
      <Icon name={ICONS[evidence]} />
      <span>{[sure, howWords(how), since].filter(Boolean).join(" · ")}</span>
    </span>
  );
}
