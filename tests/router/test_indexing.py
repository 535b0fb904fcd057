"""The indexer runs behind everything else, loses nothing, and is in nobody's way."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import pairwise

import pytest
from office.office import Office
from office.routing import Until
from sqlalchemy import func, select

from inbox import search, threads
from inbox.door import Inbox
from inbox.fulltext import following
from inbox.identities import Contact
from inbox.schema import search_message
from inbox.words import Account, Mood, User
from router import indexing
from router.asked import asked
from router.indexing import index_all, index_some, level

pytestmark = pytest.mark.asyncio


def found(office: Office, typed: str) -> int:
    return len(office.read(search.find, asked(typed, office.clock()), None, 500).messages)


@pytest.fixture
def running(inbox: Inbox) -> Callable[[Callable[[], Awaitable[None]]], Awaitable[None]]:
    async def run(body: Callable[[], Awaitable[None]]) -> None:
        task = asyncio.ensure_future(index_all(inbox))
        try:
            await body()
        finally:
            task.cancel()
            await asyncio.wait([task])
        assert task.cancelled()

    return run


async def test_what_was_there_before_is_indexed_and_what_comes_too(
    office: Office, inbox: Inbox, email: Account, until: Until, running: Callable[..., Awaitable[None]]
) -> None:
    office.hears(email, text="old news")

    async def body() -> None:
        await until(lambda: found(office, "news ") == 1)
        office.hears(email, text="new news")
        inbox.bus.wake("events")
        await until(lambda: found(office, "news ") == 2)

    await running(body)


async def test_a_wake_up_that_was_lost_costs_no_message(
    office: Office, email: Account, until: Until, running: Callable[..., Awaitable[None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(indexing, "POLL", 0.01)

    async def body() -> None:
        office.hears(email, text="nobody rang")
        await until(lambda: found(office, "rang ") == 1)

    await running(body)


async def test_a_long_history_comes_in_small_writes(
    office: Office, inbox: Inbox, email: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "BATCH", 4)
    for number in range(10):
        office.hears(email, Contact("email", "", f"c{number}@example.com"), f"history {number}")
    reached, seen = 0, [0]
    while (after := await index_some(inbox, reached)) != reached:
        assert after - reached <= 4
        reached = after
        seen.append(found(office, "history "))
    assert seen[-1] == 10
    assert all(0 <= later - earlier <= 4 for earlier, later in pairwise(seen))


async def test_a_restart_goes_on_where_the_last_commit_was(office: Office, inbox: Inbox, email: Account) -> None:
    office.hears(email, text="before the crash")
    await index_some(inbox, 0)
    stands = office.read(following.stands_at)
    office.hears(email, text="after the crash")
    assert await index_some(inbox, stands) > stands
    assert found(office, "crash ") == 2
    assert office.rows(select(func.count()).select_from(search_message))[0][0] == 2


async def test_events_that_change_no_words_cost_no_write(
    office: Office, inbox: Inbox, email: Account, ana: User
) -> None:
    thread = office.hears(email)
    reached = await index_some(inbox, 0)
    stands = office.read(following.stands_at)
    office.write(threads.claim, thread.id, ana.id, office.clock())
    assert await index_some(inbox, reached) == reached + 1
    assert office.read(following.stands_at) == stands


async def test_two_indexers_do_not_undo_each_other(office: Office, inbox: Inbox, email: Account) -> None:
    for number in range(3):
        office.hears(email, text=f"twice {number}")
    await asyncio.gather(index_some(inbox, 0), index_some(inbox, 0))
    assert found(office, "twice ") == 3


async def test_it_looks_once_for_what_it_was_rung_for(
    office: Office, inbox: Inbox, email: Account, until: Until, running: Callable[..., Awaitable[None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(indexing, "POLL", 3600.0)
    monkeypatch.setattr(indexing, "GATHER", 0)
    looked: list[int] = []

    async def look(inbox: Inbox, seq: int) -> int:
        looked.append(seq)
        return await index_some(inbox, seq)

    monkeypatch.setattr(indexing, "index_some", look)

    async def body() -> None:
        await until(lambda: len(looked) == 1)
        office.hears(email, text="one look")
        inbox.bus.wake("events")
        await until(lambda: found(office, "look ") == 1)
        office.hears(email, text="another look")
        inbox.bus.wake("events")
        await until(lambda: found(office, "look ") == 2)
        assert len(looked) == 3

    await running(body)


async def test_progress_of_a_long_history_is_told(
    office: Office, email: Account, until: Until, running: Callable[..., Awaitable[None]],
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(indexing, "BATCH", 2)
    monkeypatch.setattr(indexing, "BREATH", 0)
    monkeypatch.setattr(indexing, "TOLD_EVERY", 4)
    for number in range(6):
        office.hears(email, text=f"my secret {number}")

    async def body() -> None:
        await until(lambda: found(office, "secret ") == 6)

    await running(body)
    told = capsys.readouterr().out
    assert "search is catching up" in told
    assert "secret" not in told


@pytest.mark.parametrize(
    ("mood", "said"),
    [
        (Mood(anger=0.5), "angry"),
        (Mood(anger=0.9, valence=-1), "angry"),
        (Mood(valence=-0.5), "upset"),
        (Mood(valence=-0.49), ""),
        (Mood(), ""),
    ],
)
async def test_moods_are_called_as_the_queue_calls_them(mood: Mood, said: str) -> None:
    assert level(mood) == said
