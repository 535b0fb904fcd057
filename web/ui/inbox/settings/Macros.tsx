import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Macro, type NewMacro, add, change, removeMacro } from "../api/macros";
import { Button } from "../parts/Button";
import { IconButton } from "../parts/IconButton";
import { Loading } from "../parts/Loading";
import { dropMacro, loadMacros, macros, putMacro } from "../state/macroList";
import { complain, say } from "../state/notice";
import { oversees } from "../state/session";
import { t } from "../words/speak";
import { MacroForm } from "./MacroForm";

const NEW = "new";

/** Answers that are written often: everybody's own, and those that supervisors look after. */
export function Macros() {
  const editing = useSignal("");
  useEffect(() => void loadMacros().catch(complain), []);
  const keep = (saving: Promise<Macro>) =>
    saving.then((one) => {
      putMacro(one);
      editing.value = "";
      say(t("macro.saved", { name: one.name }));
    });
  const leave = () => (editing.value = "");
  return (
    <section aria-labelledby="macros-title">
      <header class="section-head">
        <div>
          <h2 id="macros-title">{t("settings.macros")}</h2>
          <p class="faint">{t("macros.lead")}</p>
        </div>
        {editing.value !== NEW && <Button kind="main" icon="plus" onClick={() => (editing.value = NEW)}>{t("macro.add")}</Button>}
      </header>
      {editing.value === NEW && <MacroForm save={(what) => keep(add(what))} onCancel={leave} />}
      {!macros.value && <Loading />}
      {macros.value?.length === 0 && editing.value !== NEW && <p class="faint">{t("macros.empty")}</p>}
      <ul class="people">
        {macros.value?.map((one) => (
          <li key={one.id}>
            {editing.value === one.id ? <MacroForm macro={one} save={(what) => keep(change(one.id, what))} onCancel={leave} /> : <Line one={one} onEdit={() => (editing.value = one.id)} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ one, onEdit }: { one: Macro; onEdit: () => void }) {
  const { id, name, text, owner_id } = one;
  return (
    <div class="macro">
      <div>
        <h3 dir="auto">{name} <small class="faint">{t(owner_id ? "macro.own" : "macro.everybodys")}</small></h3>
        <p class="said faint" dir="auto">{text}</p>
      </div>
      {(owner_id || oversees.value) && <IconButton icon="edit" label={t("macro.edit", { name })} onClick={onEdit} />}
      {(owner_id || oversees.value) && <IconButton icon="trash" label={t("macro.remove", { name })} onClick={() => void remove(id, { name, text, shared: !owner_id })} />}
    </div>
  );
}

async function remove(id: string, what: NewMacro): Promise<void> {
  try {
    await removeMacro(id);
    dropMacro(id);
    say(t("macro.removed", { name: what.name }), () => void add(what).then(putMacro, complain));
  } catch (problem) {
    complain(problem);
  }
}
