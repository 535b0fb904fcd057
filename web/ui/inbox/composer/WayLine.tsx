import type { Way } from "../api/ways";
import { Address } from "../parts/Address";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import { shutOf } from "../state/ways";
import { addressWords } from "../words/identity";
import { t } from "../words/speak";

/** whole: with what one must know to choose it. */
export function WayLine({ way, whole = false }: { way: Way; whole?: boolean }) {
  const shut = shutOf(way);
  return (
    <span class="way">
      <ChannelMark channel={way.channel} />
      <Address text={addressWords(way)} />
      {whole && (
        <small>
          {t(`evidence.${way.evidence}`)}{way.account_name && ` · ${t("way.from", { name: way.account_name })}`}
        </small>
      )}
      {shut && <span class="tag warn">{t(`shut.${shut}`)}</span>}
    </span>
  );
}

/** Anybody can write any address into a mail. */
export function Unproven({ way }: { way: Way }) {
  if (way.evidence !== "claimed" || way.channel !== "email") return null;
  return <span class="tag warn" title={t("recipient.claimed.help")}><Icon name="unproven" />{t("unverified")}</span>;
}
