import type { Found } from "../api/search";
import { Button } from "../parts/Button";
import { busy, findMore } from "../state/search";
import { t } from "../words/speak";
import { Hit } from "./Hit";
import { remember } from "./keys";
import { PersonFound } from "./PersonFound";
import { queryOf, question } from "./question";

export function Results({ found: { people, messages, next } }: { found: Found }) {
  return (
    <div class="finds" onClick={remember}>
      {people.length > 0 && (
        <section aria-labelledby="found-people">
          <h2 id="found-people">{t("search.found.people")}</h2>
          <ul>{people.map((one) => <li key={one.thread_id}><PersonFound person={one} /></li>)}</ul>
        </section>
      )}
      {(messages.length > 0 || next) && (
        <section aria-labelledby="found-messages">
          <h2 id="found-messages">{t("search.found.messages")}</h2>
          <ul>{messages.map((one) => <li key={one.message_id}><Hit hit={one} /></li>)}</ul>
          {next && (
            <Button icon="down" busy={busy.value} onClick={() => void findMore(queryOf(question(), next))}>
              {messages.length ? t("search.more") : t("search.further")}
            </Button>
          )}
        </section>
      )}
    </div>
  );
}
