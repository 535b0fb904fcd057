import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Template } from "../api/templates";
import { appear, box } from "../state/composer";
import { languageName } from "../words/language";
import { t } from "../words/speak";

interface TemplateListProps {
  list: readonly Template[];
  onChoose: (template: Template) => void;
}

/** Enter takes the first that is found. */
export function TemplateList({ list, onChoose }: TemplateListProps) {
  const sought = useSignal("");
  useEffect(appear, []);
  const found = list.filter((one) => fits(one, sought.value));
  const enter = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (found[0]) onChoose(found[0]);
  };
  return (
    <div class="templates">
      <input
        ref={box}
        type="search"
        aria-label={t("template.search")}
        placeholder={t("template.search")}
        value={sought.value}
        onInput={(event) => (sought.value = event.currentTarget.value)}
        onKeyDown={enter}
      />
      <ul aria-label={t("template.choose")}>
        {found.map((one) => (
          <li key={one.id + one.language}>
            <button type="button" class="template" onClick={() => onChoose(one)}>
              <strong>{one.name}</strong>
              <small class="faint">{languageName(one.language)}</small>
              <span>{one.text}</span>
            </button>
          </li>
        ))}
      </ul>
      {!found.length && <p class="faint" role="status">{t("template.none")}</p>}
    </div>
  );
}

function fits({ name, text, language }: Template, sought: string): boolean {
  const all = `${name} ${text} ${languageName(language)}`.toLowerCase();
  return sought.toLowerCase().split(/\s+/).every((word) => all.includes(word));
}
