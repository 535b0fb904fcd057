import { complain } from "../state/notice";
import { LANGUAGES, type Language, language, listenIn } from "../words/speak";

export function LanguageSwitch() {
  return (
    <div class="languages">
      {(Object.entries(LANGUAGES) as [Language, string][]).map(([code, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={language.value === code}
          onClick={() => void listenIn(code).catch(complain)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
