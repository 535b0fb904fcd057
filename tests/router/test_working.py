"""Work that is rung for."""

import asyncio

import pytest

from inbox.door import Inbox
from router import working
from router.working import work_on


class Bench:
    """Work that lies there in parts."""

    def __init__(self, parts: int = 0) -> None:
        self.parts = parts
        self.looks = 0

    async def some(self) -> bool:
        self.looks += 1
        await asyncio.sleep(0)
        self.parts, had = max(self.parts - 1, 0), self.parts > 0
        return had


async def until(bench: Bench, looks: int) -> None:
    async with asyncio.timeout(30):
        while bench.looks < looks:
            await asyncio.sleep(0.005)


@pytest.mark.asyncio
async def test_all_of_it_is_done_without_waiting_in_between(inbox: Inbox) -> None:
    bench = Bench(parts=5)
    work = asyncio.create_task(work_on(inbox, "work", bench.some))
    await until(bench, 6)
    work.cancel()
    assert bench.parts == 0


@pytest.mark.asyncio
async def test_a_hint_makes_it_look_again(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "POLL", 3600.0)
    bench = Bench()
    work = asyncio.create_task(work_on(inbox, "work", bench.some))
    await until(bench, 1)
    bench.parts = 2
    inbox.bus.wake("work")
    await until(bench, 4)
    work.cancel()
    assert bench.parts == 0


@pytest.mark.asyncio
async def test_without_a_hint_it_looks_after_a_while(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "POLL", 0.01)
    bench = Bench()
    work = asyncio.create_task(work_on(inbox, "work", bench.some))
    await until(bench, 5)
    work.cancel()


@pytest.mark.asyncio
async def test_who_takes_a_breath_looks_once_however_often_it_rings(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "POLL", 3600.0)
    eager, calm = Bench(), Bench()
    works = [asyncio.create_task(work_on(inbox, "work", one.some, breath)) for one, breath in ((eager, 0), (calm, 60))]
    for looks in range(1, 6):
        await until(eager, looks)
        inbox.bus.wake("work")
    assert calm.looks == 1
    for work in works:
        work.cancel()


@pytest.mark.asyncio
async def test_a_hint_that_comes_within_a_breath_is_not_lost(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "POLL", 3600.0)
    bench = Bench()
    work = asyncio.create_task(work_on(inbox, "work", bench.some, 0.05))
    await until(bench, 1)
    inbox.bus.wake("work")
    await until(bench, 2)
    work.cancel()


@pytest.mark.asyncio
async def test_a_hint_that_comes_while_it_works_is_not_lost(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "POLL", 3600.0)
    bench = Bench()

    async def some() -> bool:
        if bench.looks == 0:
            inbox.bus.wake("work")  # something came after we had looked
        return await bench.some()

    work = asyncio.create_task(work_on(inbox, "work", some))
    await until(bench, 2)
    work.cancel()
