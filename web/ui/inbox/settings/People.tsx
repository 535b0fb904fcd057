import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { all } from "../api/users";
import type { User } from "../api/words";
import { Avatar } from "../parts/Avatar";
import { Button } from "../parts/Button";
import { Loading } from "../parts/Loading";
import { complain, say } from "../state/notice";
import { t } from "../words/speak";
import { AddPerson } from "./AddPerson";

export function People() {
  const people = useSignal<User[] | null>(null);
  const adding = useSignal(false);
  useEffect(() => void all().then((users) => (people.value = users), complain), []);
  const added = (user: User) => {
    people.value = [...(people.value ?? []), user];
    adding.value = false;
    say(t("person.added", { name: user.name }));
  };
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
      {people.value ? <ul class="people">{people.value.map((user) => <Person key={user.id} user={user} />)}</ul> : <Loading />}
    </section>
  );
}

function Person({ user }: { user: User }) {
  return (
    <li>
      <Avatar name={user.name} />
      <div><strong>{user.name}</strong><span class="faint">{user.email}</span></div>
      <span class="tag">{t(`role.${user.role}`)}</span>
    </li>
  );
}
