"""Among several processes: each has its share, lets go in good order, and stops when it can no longer be sure."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio
from office.office import Office
from office.routing import Until

from inbox import leases
from inbox.door import Inbox
from router import holding as holding_module
from router.holding import Held, Holding

WORK = ["a", "b", "c", "d"]


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding_module, "EVERY", 0.05)


class Worker:
    """A process, as far as leases see one. told: what it was last told to do; ending: how long it takes to stop."""

    def __init__(self, inbox: Inbox, name: str) -> None:
        self.told: Held = {}
        self.ending = asyncio.Event()
        self.ending.set()
        self.pieces = WORK
        self.holding = Holding(inbox, name, "loop", self.all_there_is, self.heed)

    async def all_there_is(self) -> list[str]:
        return self.pieces

    async def heed(self, held: Held) -> None:
        if self.told.keys() - held.keys():
            await self.ending.wait()
        self.told = held

    @property
    def does(self) -> str:
        return "".join(sorted(self.told))


Hire = Callable[[str], Awaitable[Worker]]


@asynccontextmanager
async def at_work(worker: Worker) -> AsyncIterator[Worker]:
    running = asyncio.create_task(worker.holding.run())
    try:
        yield worker
    finally:
        running.cancel()
        await asyncio.wait([running])
        assert running.cancelled(), running.exception()


@pytest_asyncio.fixture
async def hire(inbox: Inbox) -> AsyncIterator[Hire]:
    async with AsyncExitStack() as everybody:

        async def one(name: str) -> Worker:
            return await everybody.enter_async_context(at_work(Worker(inbox, name)))

        yield one


@pytest.mark.asyncio
async def test_whoever_is_alone_does_everything(hire: Hire, until: Until) -> None:
    one = await hire("one")
    await until(lambda: one.does == "abcd")
    assert one.holding.held == one.told


@pytest.mark.asyncio
async def test_who_comes_later_is_given_a_share(hire: Hire, until: Until) -> None:
    one = await hire("one")
    await until(lambda: one.does == "abcd")
    two = await hire("two")
    await until(lambda: (one.does, two.does) == ("ab", "cd"))


@pytest.mark.asyncio
async def test_nobody_begins_before_the_other_has_ended(hire: Hire, until: Until) -> None:
    one = await hire("one")
    await until(lambda: one.does == "abcd")
    one.ending.clear()
    two = await hire("two")
    await until(lambda: set(one.holding.held) == {"a", "b"})
    await asyncio.sleep(0.2)
    assert (one.does, two.does) == ("abcd", "")
    one.ending.set()
    await until(lambda: (one.does, two.does) == ("ab", "cd"))


@pytest.mark.asyncio
async def test_who_stops_leaves_it_to_the_others_at_once_and_not_when_the_lease_ends(
    hire: Hire, inbox: Inbox, until: Until
) -> None:
    """The clock stands still, so no lease ever ends."""
    async with at_work(Worker(inbox, "one")) as one:
        await until(lambda: one.does == "abcd")
        two = await hire("two")
        await until(lambda: two.does == "cd")
    assert one.does == ""
    await until(lambda: two.does == "abcd")


@pytest.mark.asyncio
async def test_what_a_dead_one_had_is_taken_over(hire: Hire, office: Office, until: Until) -> None:
    office.write(leases.attend, "loop", WORK, "dead", office.clock(), holding_module.LASTS)
    one = await hire("one")
    await asyncio.sleep(0.2)
    assert one.does == ""
    office.clock.forward(seconds=7)
    await until(lambda: one.does == "abcd")


@pytest.mark.asyncio
async def test_what_is_there_no_longer_is_let_go(hire: Hire, office: Office, until: Until) -> None:
    one = await hire("one")
    await until(lambda: one.does == "abcd")
    one.pieces = ["a", "e"]
    await until(lambda: one.does == "ae")
    await until(lambda: set(office.read(leases.tokens, "loop", "one")) == {"loop/a", "loop/e"})


@pytest.mark.asyncio
async def test_what_another_took_meanwhile_is_done_no_more(hire: Hire, office: Office, until: Until) -> None:
    """As after a pause that was longer than the lease."""
    one = await hire("one")
    await until(lambda: one.does == "abcd")
    before = one.told["a"]
    office.write(leases.take, ["loop/a"], "two", office.clock() + holding_module.LASTS)
    await until(lambda: one.does == "bcd")
    office.clock.forward(seconds=7)
    await until(lambda: one.does == "abcd")
    assert one.told["a"].token == before.token + 2


def failing(inbox: Inbox, monkeypatch: pytest.MonkeyPatch, fail: Callable[[], Awaitable[Any]]) -> None:
    """The database is away."""

    async def write(*_: Any, **__: Any) -> Any:
        return await fail()

    monkeypatch.setattr(inbox, "write", write)


async def refuse() -> None:
    raise OSError("the server closed the connection")


async def hang() -> None:
    await asyncio.Event().wait()


@pytest.mark.asyncio
@pytest.mark.parametrize("fail", [refuse, hang])
async def test_without_the_database_work_goes_on_as_long_as_the_lease_and_no_longer(
    inbox: Inbox, until: Until, monkeypatch: pytest.MonkeyPatch, fail: Callable[[], Awaitable[Any]]
) -> None:
    monkeypatch.setattr(holding_module, "LASTS", holding_module.LASTS / 10)
    async with at_work(Worker(inbox, "one")) as one:
        await until(lambda: one.does == "abcd")
        with monkeypatch.context() as away:
            failing(inbox, away, fail)
            renewed = asyncio.get_running_loop().time()
            await asyncio.sleep(0.2)
            assert one.does == "abcd", "a moment's trouble is nobody's business"
            await until(lambda: one.does == "")
            assert asyncio.get_running_loop().time() - renewed >= 0.4
        await until(lambda: one.does == "abcd")


@pytest.mark.asyncio
async def test_without_the_database_one_can_still_stop(
    inbox: Inbox, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_work(Worker(inbox, "one")) as one:
        await until(lambda: one.does == "abcd")
        failing(inbox, monkeypatch, hang)
    assert one.does == ""


@pytest.mark.asyncio
async def test_one_that_was_never_reached_begins_when_it_is(
    inbox: Inbox, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = Worker(inbox, "one")
    with monkeypatch.context() as away:
        failing(inbox, away, refuse)
        running = asyncio.create_task(worker.holding.run())
        await asyncio.sleep(0.2)
        assert worker.does == ""
    await until(lambda: worker.does == "abcd")
    running.cancel()
    await asyncio.wait([running])


def test_no_two_processes_have_one_name() -> None:
    assert len({holding_module.holder() for _ in range(100)}) == 100
