import { useEffect } from "preact/hooks";
import type { Way } from "../api/ways";
import { Button } from "../parts/Button";
import { Loading } from "../parts/Loading";
import { Trouble } from "../parts/Trouble";
import { askFor } from "../state/composer";
import { fillings, loadTemplates, offered, writeFreely, writeWith } from "../state/templates";
import { t } from "../words/speak";
import { TemplateForm } from "./TemplateForm";
import { TemplateList } from "./TemplateList";

interface TemplatesProps {
  threadId: string;
  way: Way;
}

/** Writing with a text that the provider has approved: choose it, then fill it in. */
export function Templates({ threadId, way }: TemplatesProps) {
  const account = way.account_id ?? "";
  useEffect(() => void loadTemplates(account), [account]);
  const { list, problem } = offered.value.get(account) ?? { list: null, problem: "" };
  const filling = fillings.value.get(threadId);
  if (filling) return <TemplateForm filling={filling} onFill={(next) => writeWith(threadId, next)} />;
  if (problem) {
    return (
      <div class="templates">
        <Trouble text={problem} />
        <Button icon="reopen" onClick={() => void loadTemplates(account)}>{t("again")}</Button>
      </div>
    );
  }
  if (!list) return <Loading />;
  return <TemplateList list={list} onChoose={(template) => writeWith(threadId, { template, values: {} })} />;
}

/** While free text may be sent as well as a template. */
export function TemplateSwitch({ threadId, on }: { threadId: string; on: boolean }) {
  const turn = () => {
    if (on) writeFreely(threadId);
    else writeWith(threadId, null);
    askFor("reply");
  };
  return <Button kind="quiet" icon={on ? "left" : "stack"} onClick={turn}>{on ? t("template.free") : t("template")}</Button>;
}
