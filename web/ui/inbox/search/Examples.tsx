import { t } from "../words/speak";
import { addressOf, question } from "./question";

const EXAMPLES = ["mood", "number", "tag", "from", "exact", "days"] as const;

/** What can be asked, each one a click away. */
export function Examples() {
  const blank = question();
  return (
    <section class="examples" aria-labelledby="examples">
      <h2 id="examples">{t("search.examples")}</h2>
      <ul>
        {EXAMPLES.map((one) => {
          const q = t(`search.example.${one}`);
          return (
            <li key={one}>
              <a href={addressOf({ ...blank, q })}>{q}</a>
              <span class="faint">{t(`search.example.${one}.finds`)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
