import type { Why } from "../api/moods";
import { locale, t } from "../words/speak";

/** What moved the score, as an agent can check it: the words, each with its share. */
export function Reading({ why }: { why: Why }) {
  const sum = why.words.reduce((all, { weight }) => all + Math.max(0, weight), 0);
  const percent = new Intl.NumberFormat(locale.value, { style: "percent", maximumFractionDigits: 0 });
  return (
    <div class="reading">
      <p>{sum ? t("why.words") : t("why.whole")} {why.tier === "instant" && t("why.instant")}</p>
      {sum > 0 && (
        <ol>
          {why.words.filter(({ weight }) => weight > 0).map(({ text, weight }) => (
            <li key={text}><mark>{text}</mark> {percent.format(weight / sum)}</li>
          ))}
        </ol>
      )}
    </div>
  );
}
