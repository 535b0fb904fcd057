import { Button } from "../parts/Button";
import { Empty } from "../parts/Empty";
import { t } from "../words/speak";
import { chipsOf } from "./understood";
import { type Reading, narrow } from "./question";

/** Says what was looked for, and what to leave out. */
export function NothingFound({ reading }: { reading: Reading }) {
  const chips = chipsOf(reading);
  const sought = [reading.words && t("search.quoted", { words: reading.words }), ...chips.map(({ text }) => text)];
  return (
    <Empty icon="search" title={t("search.nothing", { what: sought.filter(Boolean).join(", ") })}>
      <p>{chips.length ? t("search.nothing.without") : t("search.nothing.words")}</p>
      <div class="actions">
        {chips.map(({ text, without }) => (
          <Button key={text} icon="close" onClick={() => narrow(reading, without)}>{t("search.without", { what: text })}</Button>
        ))}
      </div>
    </Empty>
  );
}
