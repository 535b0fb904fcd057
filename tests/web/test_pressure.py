"""Whoever asks for too much is told to come again; what was acknowledged is kept, and nobody else suffers."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.web.hooks.line import MESSAGE, open_line
from web import pressure as pressure_module
from web.pressure import PRESSURE, Limits, Pressure
from web.rate import RATE
from web.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, account_rate=1)


def limit(house: Any, **limits: int) -> Pressure:
    pressure: Pressure = house.app[PRESSURE]
    pressure.limits = replace(pressure.limits, **limits)
    return pressure


def turned_away(answer: Any, code: str = "busy", after: str = "5") -> bool:
    return (answer.status, answer.code, answer.headers["Retry-After"]) == (503, code, after)


@contextmanager
def held_up(inbox: Any) -> Iterator[None]:
    """Keeps the writer busy, so that jobs wait behind it."""
    go, begun = threading.Event(), threading.Event()

    def wait(conn: Any) -> None:
        begun.set()
        go.wait(20)

    running = asyncio.ensure_future(inbox.write(wait))
    try:
        yield
    finally:
        go.set()
        running.add_done_callback(lambda task: task.result())


async def until(condition: Any) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.005)


@pytest.mark.asyncio
async def test_hooks_are_turned_away_while_the_writers_queue_is_long(house: Any) -> None:
    line, pressure = await open_line(house), limit(house, writes=3)
    with held_up(house.inbox):
        waiting = [asyncio.ensure_future(line.call({**MESSAGE, "id": str(number)})) for number in range(3)]
        await until(lambda: house.inbox.load().writes_waiting == 3)
        for number in range(3, 10):
            assert turned_away(await line.call({**MESSAGE, "id": str(number)}))
        assert house.inbox.load().writes_waiting == 3
    assert [answer.status for answer in await asyncio.gather(*waiting)] == [200, 200, 200]
    assert len(await line.keys()) == 3, "what was refused left nothing, what was acknowledged is there"
    assert pressure.refused["writes"] == 7
    assert (await line.call(MESSAGE)).status == 200, "it passes"


@pytest.mark.asyncio
async def test_who_only_reads_is_answered_though_writing_is_slow(house: Any) -> None:
    agent = await house.browser()
    limit(house, writes=0)
    assert (await agent.get("/api/v1/threads?view=queue")).status == 200
    assert turned_away(await agent.post("/api/v1/views", {}))


@pytest.mark.asyncio
async def test_everybody_waits_while_the_readers_queue_is_long(house: Any) -> None:
    agent, pressure = await house.browser(), limit(house, reads=0)
    assert turned_away(await agent.get("/api/v1/threads?view=queue"))
    assert pressure.refused["reads"] == 1


@pytest.mark.asyncio
async def test_whoever_watches_is_answered_under_any_pressure(house: Any) -> None:
    limit(house, reads=0, writes=0)
    for path in ("/healthz", "/readyz", "/metrics"):
        assert (await house.stranger().get(path)).status == 200, path


@pytest.mark.asyncio
async def test_a_journal_that_is_too_long_takes_no_more_until_it_is_read(house: Any) -> None:
    line, pressure = await open_line(house), limit(house, unread=2)
    for number in range(2):
        assert (await line.call({**MESSAGE, "id": str(number)})).status == 200
    await pressure.look()
    assert turned_away(await line.call({**MESSAGE, "id": "later"}))
    assert pressure.refused["journal"] == 1
    limit(house, unread=3)
    await pressure.look()
    assert (await line.call({**MESSAGE, "id": "later"})).status == 200


@pytest.mark.asyncio
async def test_agents_work_on_while_the_journal_takes_no_more(house: Any) -> None:
    """What they do makes it no longer."""
    thread, agent, pressure = await house.thread(), await house.browser(), limit(house, unread=0)
    await pressure.look()
    noted = await agent.post(f"/api/v1/threads/{thread.id}/notes", {"text": "Careful.", "client_id": "1"})
    assert noted.status == 200, noted.body


@pytest.mark.asyncio
async def test_a_full_disk_takes_nothing_and_says_who_can_help(house: Any) -> None:
    line, agent = await open_line(house), await house.browser()
    pressure = limit(house, room=1 << 62)
    await pressure.look()
    assert turned_away(await line.call(MESSAGE), "full", "60")
    assert turned_away(await agent.post("/api/v1/views", {}), "full", "60")
    assert (await agent.get("/api/v1/threads?view=queue")).status == 200
    assert await line.keys() == []


@pytest.mark.asyncio
async def test_bodies_that_do_not_fit_into_memory_together_are_not_begun(house: Any) -> None:
    line, pressure = await open_line(house), limit(house, bodies=1000)
    slow, ended = asyncio.Event(), asyncio.Event()

    async def dribble() -> Any:
        yield b"{"
        slow.set()
        await ended.wait()
        yield b"}"

    async with house.http.post(f"{house.url}/hooks/{line.id}", data=b"x" * 900) as alone:
        assert alone.status == 403, "one alone is always read"
    first = asyncio.ensure_future(house.http.post(f"{house.url}/hooks/{line.id}", data=dribble()).__aenter__())
    await slow.wait()
    await until(lambda: pressure._held)
    assert turned_away(await line.call(MESSAGE))
    assert pressure.refused["bodies"] == 1
    ended.set()
    (await first).release()
    await until(lambda: not pressure._held)
    assert (await line.call(MESSAGE)).status == 200


@pytest.mark.asyncio
async def test_what_was_held_for_a_body_is_let_go_however_the_call_ends(house: Any) -> None:
    line, stranger = await open_line(house), house.stranger()
    await line.call(MESSAGE)
    await line.call(b"no json")
    await line.bare(b"x" * (7 << 20))
    await stranger.post("/api/v1/session", {"email": "a", "password": "b"})
    await stranger.ask("POST", "/api/v1/session", raw=b"{")
    await until(lambda: not house.app[PRESSURE]._held)


@pytest.mark.asyncio
async def test_streams_have_places_and_visitors_leave_some_for_agents(house: Any) -> None:
    pressure = limit(house, streams=2, visitors=1)
    agent = await house.browser()
    with pressure.stream("visitors"):
        with pytest.raises(pressure_module.Denied), pressure.stream("visitors"):
            pass
        async with agent.stream():
            assert pressure.streams == {"visitors": 1, "agents": 1}
            assert turned_away(await agent.get("/api/v1/stream"))
    assert pressure.refused["streams"] == 2
    await until(lambda: pressure.streams.total() == 0)
    async with agent.stream():
        assert pressure.streams["agents"] == 1


@pytest.mark.asyncio
async def test_one_account_that_brings_too_much_is_slowed_alone(house: Any) -> None:
    loud, calm = await open_line(house), await open_line(house)
    house.app[RATE].take(loud.id, 1000)
    answer = await loud.call(MESSAGE)
    assert (answer.status, answer.code) == (429, "too_many")
    assert int(answer.headers["Retry-After"]) > 800
    assert (await calm.call(MESSAGE)).status == 200


@pytest.mark.asyncio
async def test_a_forger_uses_up_nobodys_rate(house: Any) -> None:
    line = await open_line(house)
    house.app[RATE].take(line.id, 99)
    for _ in range(5):
        assert (await line.call(MESSAGE, secret="guessed")).status == 403
    assert (await line.call(MESSAGE)).status == 200


@pytest.mark.asyncio
async def test_the_log_tells_once_a_minute_who_is_turned_away(house: Any, capsys: Any, monkeypatch: Any) -> None:
    pressure = limit(house, reads=0)
    told = "turning callers away"
    for _ in range(5):
        await house.stranger().get("/api/v1/setup")
    assert capsys.readouterr().out.count(told) == 1
    monkeypatch.setattr(pressure_module, "monotonic", lambda: pressure._told["reads"] + 61)
    await house.stranger().get("/api/v1/setup")
    assert capsys.readouterr().out.count(told) == 1
    assert pressure.refused["reads"] == 6


@pytest.mark.asyncio
async def test_a_look_that_fails_ends_nothing(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pressure, looks = Pressure(house.inbox, Path()), []

    async def broken() -> None:
        looks.append(1)
        raise OSError("no such folder")

    monkeypatch.setattr(pressure_module, "LOOK", 0.01)
    monkeypatch.setattr(pressure, "look", broken)
    following = asyncio.ensure_future(pressure.follow())
    await until(lambda: len(looks) > 2)
    following.cancel()


def test_calls_find_places_though_all_streams_are_open() -> None:
    limits = Limits()
    assert limits.visitors < limits.streams < limits.connections


@pytest.mark.asyncio
async def test_a_writer_that_takes_no_more_at_all_is_told_as_busy(house: Any) -> None:
    line = await open_line(house)
    assert (await line.call({**MESSAGE, "id": "before"})).status == 200
    house.inbox._writer._longest = 0
    assert turned_away(await line.call(MESSAGE))
    house.inbox._writer._longest = 10
    assert (await line.call(MESSAGE)).status == 200
