import { Icon } from "../parts/Icon";
import { t } from "../words/speak";

export function BackLink({ to }: { to: string }) {
  return <a class="back" href={to}><Icon name="left" />{t("account.toAll")}</a>;
}
