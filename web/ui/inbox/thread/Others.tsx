import { Icon } from "../parts/Icon";
import { type Here, viewersOf } from "../state/presence";
import { language, many } from "../words/speak";

/** The colleagues who are in this thread as well, so that no customer is answered twice. */
export function Others({ threadId }: { threadId: string }) {
  const here = viewersOf(threadId);
  const said = [sentence("writing", here.filter(({ doing }) => doing === "typing")), sentence("looking", here.filter(({ doing }) => doing === "viewing"))];
  return <p class="others" role="status">{here.length > 0 && <><Icon name="eye" />{said.filter(Boolean).join(" · ")}</>}</p>;
}

function sentence(doing: "writing" | "looking", who: readonly Here[]): string {
  if (!who.length) return "";
  const names = new Intl.ListFormat(language.value).format(who.map(({ name }) => name));
  return many(`others.${doing}`, who.length, { names });
}
