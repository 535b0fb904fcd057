import { Icon } from "../parts/Icon";
import { t } from "../words/speak";
import { chipsOf } from "./understood";
import { type Reading, narrow } from "./question";

/** How the question was read, each part of it to be taken away. */
export function Chips({ reading }: { reading: Reading }) {
  const chips = chipsOf(reading);
  if (!chips.length) return null;
  return (
    <ul class="chips" aria-label={t("search.understood")}>
      {chips.map(({ text, without }) => (
        <li key={text}>
          <button type="button" class="chip" title={t("search.without", { what: text })} onClick={() => narrow(reading, without)}>
            {text}<Icon name="close" /><span class="unseen">{t("search.remove")}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
