import type { Identity } from "../api/words";
import { t } from "./speak";

/** An address as people say it; what stands in a provider's books alone tells nobody anything, so there the name does. */
export function addressWords({ channel, address, display }: Pick<Identity, "channel" | "address" | "display">): string {
  if (channel === "chat") return display || t("identity.visitor");
  const readable = channel === "email" || channel === "sms" || address.startsWith("+");
  return (!readable && display) || address;
}
