"""A thread that its agent let pass returns at its moment, and not at the next sweep."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from office.office import Office

from inbox import answers, threads
from inbox.answers import Reply
from inbox.clock import utc_now
from inbox.door import Inbox
from inbox.words import Account, Reason, Thread, User
from router.watch import watch

SOON = timedelta(milliseconds=150)


@pytest_asyncio.fixture
async def watching(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Inbox]:
    """With the real time: the moment itself is what is tested."""
    monkeypatch.setattr(inbox, "clock", utc_now)
    running = asyncio.ensure_future(watch(inbox))
    await asyncio.sleep(0.02)
    yield inbox
    assert not running.done()
    running.cancel()
    await asyncio.wait([running])


@pytest.fixture
def overdue(office: Office, email: Account) -> Thread:
    """Waiting since March: whoever takes it has HOLD, and no more."""
    return office.hears(email)


async def returned(inbox: Inbox, thread: Thread, seconds: float) -> bool:
    async with inbox.bus.listen("events") as bell:
        try:
            async with asyncio.timeout(seconds):
                while (await inbox.read(threads.get, thread.id)).assignee_id is not None:
                    await bell.wait(1)
        except TimeoutError:
            return False
        return True


@pytest.mark.asyncio
async def test_it_returns_at_its_moment(
    watching: Inbox, overdue: Thread, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threads, "HOLD", SOON)
    taken = utc_now()
    await watching.write(threads.claim, overdue.id, ana.id, taken)
    assert await returned(watching, overdue, 30)
    assert utc_now() - taken >= SOON
    assert Reason("returned") in (await watching.read(threads.get, overdue.id)).reasons


@pytest.mark.asyncio
async def test_an_earlier_moment_wakes_a_watch_that_waits_for_a_later_one(
    watching: Inbox, office: Office, overdue: Thread, email: Account, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = office.hears(email, "omar@example.com")
    await watching.write(threads.claim, other.id, ana.id, utc_now())
    await asyncio.sleep(0.05)
    monkeypatch.setattr(threads, "HOLD", SOON)
    await watching.write(threads.claim, overdue.id, ana.id, utc_now())
    assert await returned(watching, overdue, 30)
    assert (await watching.read(threads.get, other.id)).assignee_id == ana.id


@pytest.mark.asyncio
async def test_an_answer_in_time_keeps_it(
    watching: Inbox, overdue: Thread, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threads, "HOLD", SOON)
    await watching.write(threads.claim, overdue.id, ana.id, utc_now())
    await watching.write(answers.reply, Reply(overdue.id, ana.id, "Dear Maria", "c"), utc_now())
    assert not await returned(watching, overdue, 0.4)


@pytest.mark.asyncio
async def test_what_passed_while_nobody_watched_returns_at_once(
    inbox: Inbox, office: Office, overdue: Thread, ana: User
) -> None:
    office.write(threads.claim, overdue.id, ana.id, office.clock())
    office.clock.forward(days=1)
    running = asyncio.ensure_future(watch(inbox))
    assert await returned(inbox, overdue, 30)
    running.cancel()
    await asyncio.wait([running])


@pytest.mark.asyncio
async def test_with_nothing_held_it_sleeps(inbox: Inbox, overdue: Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    really = inbox.read

    async def read(*args: object) -> object:
        looks.append(1)
        return await really(*args)  # type: ignore[arg-type]  # whatever it was given

    monkeypatch.setattr(inbox, "read", read)
    running = asyncio.ensure_future(watch(inbox))
    await asyncio.sleep(0.2)
    assert len(looks) == 1
    running.cancel()
    await asyncio.wait([running])
