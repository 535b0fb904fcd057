"""A timer on the next moment: it acts then, hears of an earlier one, and is not worn out by being rung."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
import pytest_asyncio

from inbox.clock import utc_now
from inbox.door import Conn, Inbox
from router import timer
from router.timer import on_time

Until = Callable[[Callable[[], object]], Awaitable[None]]
pytestmark = pytest.mark.asyncio


class Moment:
    """The next one, how often it was looked up, and when it was acted on."""

    def __init__(self) -> None:
        self.at: datetime | None = None
        self.looks = 0
        self.acts: list[datetime] = []

    def next(self, conn: Conn) -> datetime | None:
        self.looks += 1
        return self.at

    def act(self, conn: Conn, now: datetime) -> None:
        self.acts.append(now)
        self.at = None


@pytest.fixture(autouse=True)
def unpolled(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """What happens, happens because it was rung for, or because it is time."""
    monkeypatch.setattr(timer, "POLL", 3600.0)
    monkeypatch.setattr(inbox, "clock", utc_now)


@asynccontextmanager
async def timed(inbox: Inbox, moment: Moment) -> AsyncIterator[None]:
    running = asyncio.ensure_future(on_time(inbox, "moments", moment.next, moment.act))
    yield
    assert not running.done()
    running.cancel()
    await asyncio.wait([running])


@pytest_asyncio.fixture
async def moment(inbox: Inbox) -> AsyncIterator[Moment]:
    moment = Moment()
    async with timed(inbox, moment):
        yield moment


async def test_it_acts_when_the_moment_has_come_and_not_before(inbox: Inbox, moment: Moment, until: Until) -> None:
    due = moment.at = utc_now() + timedelta(seconds=0.3)
    inbox.bus.wake("moments")
    await until(lambda: moment.acts)
    assert moment.acts[0] >= due


async def test_a_moment_that_comes_within_a_breath_is_kept(
    inbox: Inbox, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timer, "BREATH", 3600.0)
    moment = Moment()
    moment.at = utc_now() + timedelta(seconds=0.3)
    async with timed(inbox, moment):
        await until(lambda: moment.looks)
        assert not moment.acts
        monkeypatch.setattr(timer, "BREATH", 0.0)  # it waits for the moment already; afterwards it may go on
        await until(lambda: moment.acts)


async def test_however_often_it_rings_it_looks_once_in_a_breath(
    inbox: Inbox, moment: Moment, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timer, "BREATH", 3600.0)
    await until(lambda: moment.looks)
    async with inbox.bus.listen("moments") as bell:
        for _ in range(100):
            inbox.bus.wake("moments")
            await bell.wait(30)
    assert moment.looks == 1


async def test_who_rings_within_a_breath_is_heard_after_it(inbox: Inbox, moment: Moment, until: Until) -> None:
    await until(lambda: moment.looks)
    moment.at = utc_now()
    inbox.bus.wake("moments")
    await until(lambda: moment.acts)


async def test_without_a_ring_an_earlier_moment_is_found_after_a_while(
    moment: Moment, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timer, "POLL", 0.05)
    await until(lambda: moment.looks > 1)
    moment.at = utc_now()
    await until(lambda: moment.acts)
