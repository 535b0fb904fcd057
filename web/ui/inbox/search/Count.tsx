import type { Found } from "../api/search";
import { busy } from "../state/search";
import { many } from "../words/speak";

/** Read aloud when it changes. */
export function Count({ found }: { found: Found | null }) {
  return <p class="search-count" role="status">{found && !busy.value && counted(found)}</p>;
}

function counted({ people, messages, next }: Found): string {
  const said = next === null ? many("search.messages", messages.length) : many("search.moreThan", messages.length);
  return people.length ? `${many("search.people", people.length)} · ${said}` : said;
}
