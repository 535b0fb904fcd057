"""Whatever happens around promises: whoever waits is in a queue, and nobody else is."""

from contextlib import suppress
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office.office import Office

from inbox import calling, promises, threads
from inbox.errors import Conflict
from inbox.promises import NewPromise, Promise, Revision
from inbox.words import Account, Thread, ThreadId, User

DEEDS = ["say", "answer", "close", "promise", "keep", "drop", "reopen", "put off", "wait", "call"]
HOUR = timedelta(hours=1)
names = count()


class Story:
    """One customer, one agent, and what they do to each other."""

    def __init__(self, office: Office, email: Account, ana: User) -> None:
        self.office, self.email, self.ana = office, email, ana
        self.address = f"customer-{next(names)}@example.com"
        self.thread_id: ThreadId = office.hears(email, self.address).id
        self.made: list[Promise] = []

    def now(self) -> Thread:
        return self.office.thread(self.thread_id)

    def promises(self) -> list[Promise]:
        return [self.office.read(promises.get, one.id) for one in self.made]

    def do(self, deed: str, which: int) -> None:
        with suppress(Conflict):  # closed or settled already: the agent is told so
            getattr(self, deed.replace(" ", "_"))(which)

    def say(self, which: int) -> None:
        self.office.hears(self.email, self.address)

    def answer(self, which: int) -> None:
        self.office.reply(self.thread_id, self.ana)

    def close(self, which: int) -> None:
        self.office.write(threads.close, self.thread_id, self.ana.id, self.office.clock())

    def promise(self, which: int) -> None:
        new = NewPromise(self.thread_id, "I will call", self.office.clock() + (which % 3) * HOUR)
        self.made.append(self.office.write(promises.make, new, self.ana.id, self.office.clock()))

    def keep(self, which: int) -> None:
        self.change(promises.keep, which)

    def drop(self, which: int) -> None:
        self.change(promises.drop, which)

    def reopen(self, which: int) -> None:
        self.change(promises.reopen, which)

    def put_off(self, which: int) -> None:
        self.change(promises.change, which, Revision(due_at=self.office.clock() + HOUR))

    def change(self, work: Any, which: int, *more: Any) -> None:
        if self.made:
            one = self.made[which % len(self.made)]
            self.office.write(work, one.id, *more, self.ana.id, self.office.clock())

    def wait(self, which: int) -> None:
        self.office.clock.forward(minutes=20 + which)

    def call(self, which: int) -> None:
        self.office.write(calling.call_due, self.office.clock())
        late = [one for one in self.promises() if open_still(one) and one.due_at <= self.office.clock()]
        assert all(one.called_at for one in late)


def open_still(one: Promise) -> bool:
    return one.kept_at is None and one.dropped_at is None


@pytest.fixture(scope="module")
def people(migrated_office: Office) -> tuple[Account, User]:
    return migrated_office.account("email"), migrated_office.agent("Ana")


@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 100)), max_size=25))
@settings(max_examples=60, deadline=None)
def test_whoever_waits_is_in_a_queue_and_nobody_else_is(
    migrated_office: Office, people: tuple[Account, User], deeds: list[tuple[str, int]]
) -> None:
    story = Story(migrated_office, *people)
    for deed, which in deeds:
        story.do(deed, which)
        stands = story.now()
        promised = any(one.code == calling.PROMISED for one in stands.reasons)
        assert (stands.due is not None) == (stands.unanswered > 0 or promised)
        assert (stands.waiting_since is not None) == (stands.due is not None)
        assert stands.due is None or stands.status == "open"
        if promised:
            assert any(one.called_at and open_still(one) for one in story.promises())
