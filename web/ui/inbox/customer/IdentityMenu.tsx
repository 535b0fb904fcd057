import { share } from "../api/customers";
import type { Customer, Identity } from "../api/words";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Menu } from "../parts/Menu";
import { learnCustomer } from "../state/conversation";
import { complain, say } from "../state/notice";
import { addressWords } from "../words/identity";
import { t } from "../words/speak";

interface IdentityMenuProps {
  threadId: string;
  customer: Customer;
  identity: Identity;
}

export function IdentityMenu({ threadId, customer, identity }: IdentityMenuProps) {
  const { id, address, shared } = identity;
  const mark = (now: boolean): Promise<void> => share(customer.id, id, now).then((known) => learnCustomer(threadId, known));
  const turn = () =>
    void mark(!shared).then(
      () => say(t(shared ? "shared.undone" : "shared.done", { address }), () => void mark(shared).catch(complain)),
      complain,
    );
  return (
    <Menu kind="more" label={t("identity.menu", { address: addressWords(identity) })} face={<Icon name="more" />}>
      <Button kind="quiet" icon="copy" onClick={() => void copy(address)}>{t("identity.copy")}</Button>
      <Button kind="quiet" icon={shared ? "person" : "people"} onClick={turn}>{shared ? t("shared.unmark") : t("shared.mark")}</Button>
      <p class="help">{t("shared.help")}</p>
    </Menu>
  );
}

/** Where the browser does not let us, the address is said, to be copied by hand. */
function copy(address: string): Promise<void> {
  const writing = navigator.clipboard?.writeText(address) ?? Promise.reject(new Error());
  return writing.then(() => say(t("identity.copied", { address })), () => complain(t("identity.uncopied", { address })));
}
