"""A promise calls at its moment, and not at the next sweep."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
import pytest_asyncio
from office.office import Office

from inbox import promises, threads
from inbox.clock import utc_now
from inbox.door import Inbox
from inbox.promises import NewPromise, Promise, Revision
from inbox.words import Account, Reason, Thread, User
from router.reminding import remind
from router.service import Router

SOON = timedelta(milliseconds=200)
LATER = timedelta(hours=1)


@pytest_asyncio.fixture
async def reminding(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Inbox]:
    """With the real time: the moment itself is what is tested."""
    monkeypatch.setattr(inbox, "clock", utc_now)
    running = asyncio.ensure_future(remind(inbox))
    yield inbox
    assert not running.done()
    running.cancel()
    await asyncio.wait([running])


@pytest.fixture
def answered(office: Office, email: Account, ana: User) -> Thread:
    thread = office.hears(email)
    office.reply(thread.id, ana)
    return office.thread(thread.id)


async def promise(inbox: Inbox, thread: Thread, by: User, due_at: datetime) -> Promise:
    return await inbox.write(promises.make, NewPromise(thread.id, "I will call", due_at), by.id, inbox.clock())


async def called(inbox: Inbox, made: Promise) -> datetime:
    """When it did."""
    async with inbox.bus.listen("events") as bell, asyncio.timeout(20):
        while (found := await inbox.read(promises.get, made.id)).called_at is None:
            await bell.wait(1)
        return found.called_at


@pytest.mark.asyncio
async def test_it_calls_at_its_moment(reminding: Inbox, answered: Thread, ana: User) -> None:
    made = await promise(reminding, answered, ana, utc_now() + SOON)
    assert await called(reminding, made) >= made.due_at
    assert (await reminding.read(threads.get, answered.id)).reasons == (Reason("promised"),)


@pytest.mark.asyncio
async def test_a_sooner_one_wakes_a_timer_that_waits_for_a_later_one(
    reminding: Inbox, answered: Thread, ana: User
) -> None:
    later = await promise(reminding, answered, ana, utc_now() + LATER)
    sooner = await promise(reminding, answered, ana, utc_now() + SOON)
    await called(reminding, sooner)
    assert (await reminding.read(promises.get, later.id)).called_at is None


@pytest.mark.asyncio
async def test_one_that_is_moved_forward_calls_at_its_new_moment(reminding: Inbox, answered: Thread, ana: User) -> None:
    made = await promise(reminding, answered, ana, utc_now() + LATER)
    moved = Revision(due_at=utc_now() + SOON)
    await reminding.write(promises.change, made.id, moved, ana.id, utc_now())
    assert await called(reminding, made) >= moved.due_at  # type: ignore[operator]  # it is set above


@pytest.mark.asyncio
async def test_one_that_is_reopened_after_its_moment_calls_at_once(
    reminding: Inbox, answered: Thread, ana: User
) -> None:
    made = await promise(reminding, answered, ana, utc_now() - LATER)
    await called(reminding, made)
    await reminding.write(promises.keep, made.id, ana.id, utc_now())
    await reminding.write(promises.reopen, made.id, ana.id, utc_now())
    await called(reminding, made)


@pytest.mark.asyncio
async def test_what_came_due_while_nothing_ran_calls_at_the_start(
    inbox: Inbox, office: Office, answered: Thread, ana: User
) -> None:
    made = await promise(inbox, answered, ana, office.clock() + LATER)
    office.clock.forward(days=1)
    running = asyncio.ensure_future(remind(inbox))
    assert await called(inbox, made) == office.clock()
    running.cancel()
    await asyncio.wait([running])


@pytest.mark.asyncio
async def test_with_nothing_promised_it_sleeps(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    really = inbox.read

    async def read(*args: object) -> object:
        looks.append(1)
        return await really(*args)  # type: ignore[arg-type]  # whatever it was given

    monkeypatch.setattr(inbox, "read", read)
    running = asyncio.ensure_future(remind(inbox))
    await asyncio.sleep(0.3)
    assert len(looks) == 1
    running.cancel()
    await asyncio.wait([running])


@pytest.mark.asyncio
async def test_the_router_minds_promises_by_itself(inbox: Inbox, office: Office, answered: Thread, ana: User) -> None:
    async with Router(inbox):
        made = await promise(inbox, answered, ana, office.clock())
        assert await called(inbox, made) == office.clock()
