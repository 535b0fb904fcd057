import { LANGUAGES, type Language, language } from "../words/speak";

export function LanguageSwitch() {
  return (
    <div class="languages">
      {(Object.entries(LANGUAGES) as [Language, string][]).map(([code, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={language.value === code}
          onClick={() => (language.value = code)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
