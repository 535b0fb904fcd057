import { Button } from "../parts/Button";
import { maybe, t } from "../words/speak";
import { exact, stamp } from "../words/when";
import { history, isChanged, restore, saved } from "./editing";
import { Part } from "./Part";

/** Every table that was ever saved can hold again, and so can the one that Hilo comes with. */
export function History() {
  const holds = saved.value?.id;
  return (
    <Part title={t("history")} lead={t("history.lead")}>
      <ol class="history">
        {history.value.map(({ id, at, by_name, changed }) => (
          <li key={id}>
            <time dateTime={at} title={exact(at)}>{stamp(at)}</time>
            <span>{t("history.by", { name: by_name, changed: changed.map(partName).join(", ") || t("history.same") })}</span>
            <Restore id={id} holds={id === holds} label={t("history.restore.of", { time: exact(at) })} />
          </li>
        ))}
        <li>
          <span />
          <span>{t("history.first")}</span>
          <Restore id={0} holds={holds === 0} label={t("history.restore.first")} />
        </li>
      </ol>
    </Part>
  );
}

function Restore({ id, holds, label }: { id: number; holds: boolean; label: string }) {
  if (holds) return <span class="tag mine">{t("history.holds")}</span>;
  const title = isChanged.value ? t("history.first.save") : label;
  return <Button icon="back" disabled={isChanged.value} title={title} onClick={() => void restore(id)}>{t("history.restore")}</Button>;
}

const partName = (part: string): string => maybe(`part.${part}`) ?? part.replaceAll("_", " ");
