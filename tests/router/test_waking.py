"""What was put aside is back at its moment, and not at the next sweep."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
import pytest_asyncio
from office.office import Office

from inbox import snoozing
from inbox.clock import utc_now
from inbox.door import Inbox
from inbox.words import Account, Event, Thread, User
from router.waking import wake_snoozed

SOON = timedelta(milliseconds=200)
LATER = timedelta(hours=1)
Until = Callable[[Callable[[], object]], Awaitable[None]]


@pytest_asyncio.fixture
async def waking(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Inbox]:
    """With the real time: the moment itself is what is tested."""
    monkeypatch.setattr(inbox, "clock", utc_now)
    running = asyncio.ensure_future(wake_snoozed(inbox))
    yield inbox
    assert not running.done()
    running.cancel()
    await asyncio.wait([running])


@pytest.fixture
def two(office: Office, email: Account, ana: User) -> list[Thread]:
    """Nobody waits in them."""
    waiting = [office.hears(email, f"{number}@example.com") for number in range(2)]
    for one in waiting:
        office.reply(one.id, ana)
    return waiting


def woken(office: Office) -> list[Event]:
    return [one for one in office.events() if one.kind == "thread.woke"]


@pytest.mark.asyncio
async def test_it_is_back_at_its_moment(
    waking: Inbox, office: Office, two: list[Thread], ana: User, until: Until
) -> None:
    moment = utc_now() + SOON
    await waking.write(snoozing.snooze, two[0].id, moment, ana.id, utc_now())
    await until(lambda: woken(office))
    (told,) = woken(office)
    assert (told.thread_id, told.data) == (two[0].id, {"why": "time"})
    assert told.at >= moment


@pytest.mark.asyncio
async def test_a_sooner_moment_wakes_a_timer_that_waits_for_a_later_one(
    waking: Inbox, office: Office, two: list[Thread], ana: User, until: Until
) -> None:
    await waking.write(snoozing.snooze, two[0].id, utc_now() + LATER, ana.id, utc_now())
    await waking.write(snoozing.snooze, two[1].id, utc_now() + SOON, ana.id, utc_now())
    await until(lambda: woken(office))
    assert [one.thread_id for one in woken(office)] == [two[1].id]


@pytest.mark.asyncio
async def test_several_processes_wake_each_once(
    inbox: Inbox, office: Office, two: list[Thread], ana: User, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "clock", utc_now)
    running = [asyncio.ensure_future(wake_snoozed(inbox)) for _ in range(4)]
    for one in two:
        await inbox.write(snoozing.snooze, one.id, utc_now() + SOON, ana.id, utc_now())
    await until(lambda: len(woken(office)) >= 2)
    assert sorted(str(one.thread_id) for one in woken(office)) == sorted(one.id for one in two)
    for task in running:
        task.cancel()
    await asyncio.wait(running)
