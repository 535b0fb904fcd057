import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type SavedView, type Shows, addView, changeView, removeView } from "../api/views";
import type { View } from "../api/words";
import { Button } from "../parts/Button";
import { TextField } from "../parts/TextField";
import { complain, say } from "../state/notice";
import { go, toView } from "../state/route";
import { loadViews, ownView, ownViews } from "../state/views";
import { t } from "../words/speak";

/** Keeps what is chosen under a name; the name of a view that is there already changes that one. */
export function SaveView({ view, shows }: { view: View; shows: Shows }) {
  const own = ownView(view);
  const name = useSignal(own?.name ?? "");
  useEffect(() => void (own && (name.value = own.name)), [own]);
  const keep = (event: Event) => {
    event.preventDefault();
    void save(name.value.trim(), shows);
  };
  return (
    <form class="save-view" onSubmit={keep}>
      <TextField label={t("filter.name")} value={name} />
      <Button submit icon="plus">{t("filter.keep")}</Button>
      {own && <Button icon="trash" onClick={() => void forget(own)}>{t("filter.remove")}</Button>}
    </form>
  );
}

async function save(name: string, shows: Shows): Promise<void> {
  const same = ownViews.peek()?.find((one) => one.name.toLowerCase() === name.toLowerCase());
  try {
    const { id } = await (same ? changeView(same.id, name, shows) : addView(name, shows));
    await loadViews();
    go(toView(`v/${id}`));
    say(t("filter.kept", { name }));
  } catch (problem) {
    complain(problem);
  }
}

async function forget({ id, name, document }: SavedView): Promise<void> {
  try {
    await removeView(id);
    await loadViews();
    go(toView(document.view));
    say(t("filter.removed", { name }), () => void save(name, document));
  } catch (problem) {
    complain(problem);
  }
}
