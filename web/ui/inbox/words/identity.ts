import type { Identity } from "../api/words";
import { maybe, t } from "./speak";

/** An address as people say it; a chat visitor's is a number that tells nobody anything. */
export function addressWords(identity: Pick<Identity, "channel" | "address" | "display">): string {
  if (identity.channel === "chat") return identity.display || t("identity.visitor");
  return identity.address;
}

/** What the evidence rests on; a connector that we do not know says it in its own words. */
export const howWords = (how: string): string => maybe(`how.${how}`) ?? how;
