"""Whoever waits longer than they may is told of at that moment, and not at the next sweep."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta

import pytest
import pytest_asyncio
from office.office import Office

from inbox import threads
from inbox.arrivals import Judgement, Waiting
from inbox.clock import utc_now
from inbox.door import Inbox
from inbox.receive import receive
from inbox.words import Account, Event, User
from router.stalling import tell_stalled

SOON = timedelta(milliseconds=200)
LATER = timedelta(hours=1)
Until = Callable[[Callable[[], object]], Awaitable[None]]


@pytest_asyncio.fixture
async def telling(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Inbox]:
    """With the real time: the moment itself is what is tested."""
    monkeypatch.setattr(inbox, "clock", utc_now)
    running = asyncio.ensure_future(tell_stalled(inbox))
    yield inbox
    assert not running.done()
    running.cancel()
    await asyncio.wait([running])


async def waits(inbox: Inbox, office: Office, account: Account, sender: str, due: datetime) -> str:
    def judge(waiting: Waiting) -> Judgement:
        return Judgement(due, 0.0, 0.0, ())

    read = office.payload(account, office.arrival(account, sender))
    await inbox.write(receive, [read], judge, inbox.clock())
    return office.thread_of(sender).id


def stalls(office: Office) -> list[Event]:
    return [one for one in office.events() if one.kind == "thread.stalled"]


@pytest.mark.asyncio
async def test_it_is_told_at_due(telling: Inbox, office: Office, email: Account, until: Until) -> None:
    due = utc_now() + SOON
    waiting = await waits(telling, office, email, "maria@example.com", due)
    await until(lambda: stalls(office))
    (told,) = stalls(office)
    assert told.thread_id == waiting
    assert told.at >= due


@pytest.mark.asyncio
async def test_whoever_is_due_sooner_wakes_a_timer_that_waits_for_a_later_one(
    telling: Inbox, office: Office, email: Account, until: Until
) -> None:
    await waits(telling, office, email, "later@example.com", utc_now() + LATER)
    sooner = await waits(telling, office, email, "sooner@example.com", utc_now() + SOON)
    await until(lambda: stalls(office))
    assert [one.thread_id for one in stalls(office)] == [sooner]


@pytest.mark.asyncio
async def test_whoever_was_taken_in_time_is_told_to_nobody(
    telling: Inbox, office: Office, email: Account, ana: User, until: Until
) -> None:
    taken = await waits(telling, office, email, "taken@example.com", utc_now() + LATER)
    await telling.write(threads.claim, taken, ana.id, utc_now())
    left = await waits(telling, office, email, "left@example.com", utc_now() - SOON)
    await until(lambda: stalls(office))
    assert [one.thread_id for one in stalls(office)] == [left]


@pytest.mark.asyncio
async def test_all_that_passed_while_nothing_ran_is_told_at_the_start(
    inbox: Inbox, office: Office, email: Account, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(120):
        office.hears(email, f"{number}@example.com")
    monkeypatch.setattr(inbox, "clock", utc_now)
    running = asyncio.ensure_future(tell_stalled(inbox))
    await until(lambda: len(stalls(office)) == 120)
    running.cancel()
    await asyncio.wait([running])


@pytest.mark.asyncio
async def test_several_processes_tell_of_each_once(
    inbox: Inbox, office: Office, email: Account, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "clock", utc_now)
    running = [asyncio.ensure_future(tell_stalled(inbox)) for _ in range(4)]
    for number in range(10):
        await waits(inbox, office, email, f"{number}@example.com", utc_now() - SOON)
    await until(lambda: len(stalls(office)) >= 10)
    assert len({one.thread_id for one in stalls(office)}) == len(stalls(office)) == 10
    for one in running:
        one.cancel()
    await asyncio.wait(running)
