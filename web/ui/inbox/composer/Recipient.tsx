import { useId } from "preact/hooks";
import type { Identity } from "../api/words";
import { ChannelMark } from "../parts/ChannelMark";
import { Icon } from "../parts/Icon";
import { channelName } from "../words/channel";
import { addressWords } from "../words/identity";
import { t } from "../words/speak";

interface RecipientProps {
  identities: readonly Identity[];
  chosen: Identity | undefined;
  onChoose: (id: string) => void;
}

/** Always in sight: where these words will go. */
export function Recipient({ identities, chosen, onChoose }: RecipientProps) {
  const id = useId();
  if (!chosen) return <p class="recipient"><Icon name="warning" />{t("recipient.none")}</p>;
  return (
    <div class="recipient">
      <label for={id}>{t("recipient")}</label>
      {identities.length > 1 ? (
        <select id={id} value={chosen.id} onChange={(event) => onChoose(event.currentTarget.value)}>
          {identities.map((one) => <option key={one.id} value={one.id}>{`${channelName(one.channel)} · ${addressWords(one)}`}</option>)}
        </select>
      ) : (
        <output id={id}><ChannelMark channel={chosen.channel} /> {addressWords(chosen)}</output>
      )}
      {chosen.evidence === "claimed" && chosen.channel === "email" && (
        <span class="tag warn" title={t("recipient.claimed.help")}><Icon name="unproven" />{t("unverified")}</span>
      )}
    </div>
  );
}
