import { useSignal } from "@preact/signals";
import { type ChannelForm, add } from "../api/accounts";
import type { Account } from "../api/words";
import { ChannelMark } from "../parts/ChannelMark";
import { channels, putAccount } from "../state/accounts";
import { maybe, t } from "../words/speak";
import { AccountForm } from "./AccountForm";

/** Choose a channel, fill in its form. */
export function AccountMaker({ onMade }: { onMade: (account: Account) => void }) {
  const chosen = useSignal<ChannelForm | null>(null);
  const form = chosen.value;
  return (
    <>
      <fieldset class="channels">
        <legend>{t("account.channel")}</legend>
        {channels.value?.map((one) => (
          <label key={one.channel} class="channel-card">
            <input type="radio" name="channel" checked={one === form} onChange={() => (chosen.value = one)} />
            <ChannelMark channel={one.channel} />
            <small>{maybe(`channel.${one.channel}.about`)}</small>
          </label>
        ))}
      </fieldset>
      {form && (
        <AccountForm
          key={form.channel}
          form={form}
          save={async (name, settings, force) => {
            const account = await add({ channel: form.channel, name, settings, force });
            putAccount(account);
            onMade(account);
          }}
        />
      )}
    </>
  );
}
