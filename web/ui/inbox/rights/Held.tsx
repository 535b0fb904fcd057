import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Extent, extent } from "../api/rights";
import type { Customer } from "../api/words";
import { Loading } from "../parts/Loading";
import { Trouble } from "../parts/Trouble";
import { sentence } from "../state/notice";
import { customerName } from "../words/customer";
import { language, many, t } from "../words/speak";
import { size } from "../words/when";

/** How much we hold of a customer, counted when it is asked for, and of whom all it is. */
export function Held({ customer }: { customer: Customer }) {
  const found = useSignal<Extent | null>(null);
  const error = useSignal("");
  useEffect(() => {
    extent(customer.id).then((all) => (found.value = all), (problem: unknown) => (error.value = sentence(problem)));
  }, [customer.id]);
  if (error.value) return <Trouble text={error.value} />;
  if (!found.value) return <Loading />;
  const people = found.value.people.map(customerName);
  return (
    <>
      <ul class="held">{lines(found.value).map((line) => <li key={line}>{line}</li>)}</ul>
      {people.length > 1 && <p>{t("held.joined", { names: new Intl.ListFormat(language.value).format(people) })}</p>}
    </>
  );
}

/** What there is none of is not said. */
function lines({ messages, files, bytes, addresses, promises }: Extent): string[] {
  return [
    messages > 0 && many("held.messages", messages),
    files > 0 && many("held.files", files, { size: size(bytes) }),
    addresses > 0 && many("held.addresses", addresses),
    promises > 0 && many("held.promises", promises),
    t("held.about"),
  ].filter((line) => line !== false);
}
