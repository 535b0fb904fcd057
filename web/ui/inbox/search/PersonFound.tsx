import type { Person } from "../api/search";
import { Address } from "../parts/Address";
import { Avatar } from "../parts/Avatar";
import { toThread } from "../state/route";
import { customerName } from "../words/customer";
import { ago } from "../words/past";
import { t } from "../words/speak";
import { exact } from "../words/when";

export function PersonFound({ person }: { person: Person }) {
  const name = customerName(person.name);
  return (
    <a class="find person" href={toThread("open", person.thread_id)} data-result={person.thread_id}>
      <Avatar name={name} />
      <strong dir="auto">{name}</strong>
      <time dateTime={person.last_at} title={exact(person.last_at)}>{t("search.lastHeard", { ago: ago(person.last_at) })}</time>
      <span class="find-addresses">{person.addresses.map((one) => <Address key={one} text={one} />)}</span>
    </a>
  );
}
