import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { all } from "../api/users";
import type { User } from "../api/words";
import { Button } from "../parts/Button";
import { Loading } from "../parts/Loading";
import { complain, say } from "../state/notice";
import { t } from "../words/speak";
import { AddPerson } from "./AddPerson";
import { Person } from "./Person";

export function People() {
  const people = useSignal<readonly User[] | null>(null);
  const adding = useSignal(false);
  useEffect(() => void all().then((users) => (people.value = users), complain), []);
  const put = (user: User) => {
    const others = (people.value ?? []).filter((one) => one.id !== user.id);
    people.value = [...others, user].sort(byName);
  };
  const added = (user: User) => {
    put(user);
    adding.value = false;
    say(t("person.added", { name: user.name }));
  };
  const admins = people.value?.filter((one) => one.role === "admin" && !one.disabled_at).length ?? 0;
  return (
    <section aria-labelledby="people-title">
      <header class="section-head">
        <div>
          <h2 id="people-title">{t("settings.people")}</h2>
          <p class="faint">{t("people.lead")}</p>
        </div>
        {!adding.value && <Button kind="main" icon="plus" onClick={() => (adding.value = true)}>{t("person.add")}</Button>}
      </header>
      {adding.value && <AddPerson onAdded={added} onCancel={() => (adding.value = false)} />}
      {people.value ? (
        <ul class="people">
          {people.value.map((user) => (
            <Person key={user.id} user={user} last={admins === 1 && user.role === "admin" && !user.disabled_at} onChanged={put} />
          ))}
        </ul>
      ) : (
        <Loading />
      )}
    </section>
  );
}

/** Whoever cannot log in stands at the end. */
const byName = (one: User, other: User): number =>
  Number(Boolean(one.disabled_at)) - Number(Boolean(other.disabled_at)) || one.name.localeCompare(other.name);
