import type { View } from "../api/words";
import { Icon } from "../parts/Icon";
import { Later } from "../parts/Later";
import { MEMORY } from "../state/later";
import { toThread } from "../state/route";
import { t } from "../words/speak";
import { CardSkeleton } from "./CardSkeleton";

export function CustomerPane({ id, view }: { id: string; view: View }) {
  return (
    <aside class="customer" aria-label={t("customer")}>
      <a class="icon-button to-thread" href={toThread(view, id)} aria-label={t("back.thread")} title={t("back.thread")}><Icon name="left" /></a>
      <Later of={MEMORY} show={({ Card }) => <Card key={id} id={id} />} meanwhile={<CardSkeleton />} />
    </aside>
  );
}
