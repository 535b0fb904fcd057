"""A saved table holds for those who waited already, a moment later, and whatever happens meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from msgspec.structs import replace
from office.office import Office
from office.patience import minutes
from office.routing import Until

from inbox import tables
from inbox.door import Inbox
from inbox.tables import DEFAULT, Rule, Table, When
from inbox.words import Account, Mood, Thread, User
from router import retabling
from router.retabling import apply, retable

pytestmark = pytest.mark.asyncio

QUICK = replace(DEFAULT, patience={"email": 10.0})
SLOW = replace(DEFAULT, patience={"email": 600.0})


def patience_of(office: Office, thread: Thread) -> timedelta:
    stands = office.thread(thread.id)
    assert stands.due is not None
    assert stands.waiting_since is not None
    return stands.due - stands.waiting_since


@asynccontextmanager
async def running(inbox: Inbox) -> AsyncIterator[None]:
    task = asyncio.ensure_future(retable(inbox))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
    assert task.cancelled()


@pytest.fixture
def save(office: Office, ana: User) -> Callable[[Table], int]:
    return lambda table: office.write(tables.save, table, ana.id, office.clock()).id


async def test_whoever_waits_is_judged_by_the_new_table(
    office: Office, inbox: Inbox, email: Account, ana: User, until: Until
) -> None:
    thread, taken = office.hears(email), office.hears(email, "pedro@example.com")
    async with running(inbox):
        await inbox.write(tables.save, QUICK, ana.id, office.clock())
        await until(lambda: office.read(tables.unapplied) is None)
    assert patience_of(office, thread) == patience_of(office, taken) == minutes(10)


async def test_a_hint_that_was_lost_costs_a_moment(
    office: Office, inbox: Inbox, email: Account, save: Callable[[Table], int], until: Until,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(retabling, "POLL", 0.01)
    thread = office.hears(email)
    async with running(inbox):
        save(QUICK)
        await until(lambda: patience_of(office, thread) == minutes(10))


async def test_what_a_crash_cut_off_is_done_after_the_restart(
    office: Office, inbox: Inbox, email: Account, save: Callable[[Table], int], until: Until
) -> None:
    thread = office.hears(email)
    save(QUICK)
    async with running(inbox):
        await until(lambda: office.read(tables.unapplied) is None)
    assert patience_of(office, thread) == minutes(10)


async def test_it_goes_in_small_steps_and_leaves_nobody_out(
    office: Office, inbox: Inbox, email: Account, save: Callable[[Table], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retabling, "STEP", 3)
    threads = [office.hears(email, f"customer{number}@example.com") for number in range(10)]
    await apply(inbox, save(QUICK))
    assert {patience_of(office, one) for one in threads} == {minutes(10)}
    assert office.read(tables.unapplied) is None


async def test_it_may_wait_longer_than_before_by_the_new_table(
    office: Office, inbox: Inbox, email: Account, save: Callable[[Table], int]
) -> None:
    thread = office.hears(email)
    await apply(inbox, save(SLOW))
    assert patience_of(office, thread) == minutes(600)


async def test_back_to_an_earlier_table_is_as_if_nothing_had_been(
    office: Office, inbox: Inbox, email: Account, ana: User, save: Callable[[Table], int]
) -> None:
    angry = Mood(-0.9, 0.9, 1.0, ("threatens",), ("court",))
    threads = [office.hears(email), office.hears(email, "pedro@example.com", mood=angry)]
    office.clock.forward(minutes=3)
    threads[1] = office.hears(email, "pedro@example.com", "hello?")
    before = [office.thread(one.id) for one in threads]
    await apply(inbox, save(replace(SLOW, rules=(Rule("All", When(channel="email"), minutes=5.0),))))
    assert [office.thread(one.id) for one in threads] != before
    await apply(inbox, office.write(tables.restore, 0, ana.id, office.clock()).id)
    assert [office.thread(one.id) for one in threads] == before


async def test_a_table_that_is_saved_meanwhile_is_applied_next(
    office: Office, inbox: Inbox, email: Account, save: Callable[[Table], int], until: Until
) -> None:
    thread, first = office.hears(email), save(QUICK)
    save(SLOW)
    await apply(inbox, first)
    assert patience_of(office, thread) == minutes(600)
    assert office.read(tables.unapplied) is not None
    async with running(inbox):
        await until(lambda: office.read(tables.unapplied) is None)


async def test_only_those_who_moved_are_told_to_the_screens(
    office: Office, inbox: Inbox, email: Account, chat: Account, save: Callable[[Table], int]
) -> None:
    mail = office.hears(email)
    office.hears(chat, office.arrival(chat, "visitor").sender)
    seq = len(office.events())
    await apply(inbox, save(replace(DEFAULT, patience={**DEFAULT.patience, "email": 10.0})))
    told = [one for one in office.events()[seq:] if one.kind == "thread.judged"]
    assert [one.thread_id for one in told] == [mail.id]


async def test_who_was_answered_is_left_in_peace(
    office: Office, inbox: Inbox, email: Account, ana: User, save: Callable[[Table], int]
) -> None:
    thread = office.hears(email)
    office.reply(thread.id, ana)
    await apply(inbox, save(QUICK))
    assert office.thread(thread.id).due is None


async def test_the_log_counts_and_names_nobody(
    office: Office, inbox: Inbox, email: Account, save: Callable[[Table], int], capsys: pytest.CaptureFixture[str]
) -> None:
    office.hears(email, text="my secret")
    await apply(inbox, save(QUICK))
    told = capsys.readouterr().out
    assert "threads=1" in told.replace("\x1b[0m", "").replace("\x1b[35m", "").replace("\x1b[36m", "")
    assert "secret" not in told
