import type { ChannelForm } from "../api/accounts";
import { ChannelMark } from "../parts/ChannelMark";
import { providerName } from "../words/channel";
import { inMine, maybe, t } from "../words/speak";

interface ConnectorChooserProps {
  forms: readonly ChannelForm[];
  chosen: ChannelForm | null;
  onChoose: (form: ChannelForm) => void;
}

/** One card per channel; where several providers carry it, they stand in the same card. */
export function ConnectorChooser({ forms, chosen, onChoose }: ConnectorChooserProps) {
  const radio = (form: ChannelForm) => (
    <input type="radio" name="connector" aria-label={inMine(form.title)} checked={form === chosen} onChange={() => onChoose(form)} />
  );
  const channels = [...new Set(forms.map((one) => one.channel))];
  return (
    <fieldset class="channels">
      <legend>{t("account.channel")}</legend>
      {channels.map((channel) => {
        const [first, ...others] = forms.filter((one) => one.channel === channel);
        const about = <small>{maybe(`channel.${channel}.about`)}</small>;
        if (!first) return null;
        if (!others.length) {
          return (
            <label key={channel} class="channel-card">
              {radio(first)}
              <ChannelMark channel={channel} title={inMine(first.title)} />
              {about}
            </label>
          );
        }
        return (
          <div key={channel} class="channel-card">
            <ChannelMark channel={channel} />
            {about}
            {[first, ...others].map((one) => <label key={one.connector}>{radio(one)}{providerName(one)}</label>)}
          </div>
        );
      })}
    </fieldset>
  );
}
