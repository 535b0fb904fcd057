"""What one process does for all: under its lease, and no further."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from office.office import Office
from office.routing import Until
from sqlalchemy import Connection

from inbox import events, leases
from inbox.door import Inbox
from router import holding as holding_module
from router.holding import LASTS
from router.turns import Turns


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding_module, "EVERY", 0.05)


@asynccontextmanager
async def at_work(turns: Turns) -> AsyncIterator[None]:
    running = asyncio.create_task(turns.run())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.wait([running])


class Diary:
    """Writes a line in the database, again and again, as whoever it belongs to."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines = 0
        self.begun = 0
        self.refused: list[BaseException] = []

    async def keep(self, inbox: Inbox) -> None:
        self.begun += 1
        while True:
            try:
                await inbox.write(self._line, inbox)
            except Exception as refused:
                self.refused.append(refused)
                raise
            self.lines += 1
            await asyncio.sleep(0.005)

    def _line(self, conn: Connection, inbox: Inbox) -> None:
        events.record(conn, "desk.changed", inbox.clock(), data={"user_id": self.name})


@pytest.mark.asyncio
async def test_one_does_it_and_the_next_goes_on_when_it_stops(inbox: Inbox, until: Until) -> None:
    first, second = Diary("first"), Diary("second")
    async with AsyncExitStack() as later:
        async with at_work(Turns(inbox, "one", {"diary": first.keep})):
            await until(lambda: first.lines)
            await later.enter_async_context(at_work(Turns(inbox, "two", {"diary": second.keep})))
            await asyncio.sleep(0.2)
            assert second.lines == 0
        await until(lambda: second.lines)


@pytest.mark.asyncio
async def test_who_slept_through_its_lease_is_refused_and_stops(inbox: Inbox, office: Office, until: Until) -> None:
    """Nobody told it; the database did."""
    diary = Diary("one")
    async with at_work(Turns(inbox, "one", {"diary": diary.keep})):
        await until(lambda: diary.lines)
        office.write(leases.take, ["loop/diary"], "two", office.clock() + LASTS)
        await until(lambda: diary.refused)
        count = diary.lines
        await asyncio.sleep(0.2)
        assert (diary.lines, diary.begun) == (count, 1)
        assert [type(one).__name__ for one in diary.refused] == ["Fenced"]
        office.clock.forward(seconds=7)
        await until(lambda: diary.lines > count)
        assert diary.begun == 2


@pytest.mark.asyncio
async def test_a_loop_that_fails_is_started_again_by_whoever_has_it(inbox: Inbox, until: Until) -> None:
    runs: list[int] = []

    async def fail(inbox: Inbox) -> None:
        runs.append(1)
        raise RuntimeError("broken")

    async with at_work(Turns(inbox, "one", {"broken": fail})):
        await until(lambda: len(runs) >= 2)
