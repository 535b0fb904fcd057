import { useSignal } from "@preact/signals";
import { type ChannelForm, add } from "../api/accounts";
import type { Account } from "../api/words";
import { channels, loadHealth, putAccount } from "../state/accounts";
import { AccountForm } from "./AccountForm";
import { ConnectorChooser } from "./ConnectorChooser";

/** Choose a connector, fill in its form. */
export function AccountMaker({ onMade }: { onMade: (account: Account) => void }) {
  const chosen = useSignal<ChannelForm | null>(null);
  const form = chosen.value;
  return (
    <>
      <ConnectorChooser forms={channels.value ?? []} chosen={form} onChoose={(one) => (chosen.value = one)} />
      {form && (
        <AccountForm
          key={form.connector}
          form={form}
          save={async (name, settings, force) => {
            const account = await add({ connector: form.connector, name, settings, force });
            putAccount(account);
            await loadHealth().catch(() => undefined); // the address for its provider; the list of accounts shows it too
            onMade(account);
          }}
        />
      )}
    </>
  );
}
