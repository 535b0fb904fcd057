"""Hints between processes, by a real Redis: quick while it is there, harmless when it is not."""

import asyncio
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from cryptography.fernet import Fernet
from redis import Redis as Client
from servers.programs import HOST, free_port
from servers.proxy import Proxy
from servers.redis import Redis
from sqlalchemy import Connection

from inbox import redis_bus
from inbox.bus import MOST, Bell, announce
from inbox.door import Inbox
from inbox.redis_bus import RedisBus

pytestmark = pytest.mark.asyncio
LONG, SOON = 30.0, 0.3
Open = Callable[..., Awaitable[RedisBus]]


@pytest.fixture
def server() -> Iterator[Redis]:
    """One that a test may stop."""
    server = Redis()
    yield server
    server.remove()


@pytest.fixture
def client(redis: Redis) -> Iterator["Client"]:
    with Client.from_url(redis.url) as client:
        yield client


@pytest_asyncio.fixture
async def opened() -> AsyncIterator[Open]:
    """Opens the bus of one process; connected or known to be lost when it returns."""
    buses: list[RedisBus] = []

    async def open_one(url: str, name: str = "hilo") -> RedisBus:
        bus = RedisBus(url, name)
        buses.append(bus)
        async with bus.listen("any") as bell:
            while not bus._lost and not await rung(bell, 0.05):
                pass
        return bus

    yield open_one
    for bus in buses:
        await bus.close()


async def rung(bell: Bell, seconds: float = LONG) -> bool:
    started = time.monotonic()
    await bell.wait(seconds)
    return time.monotonic() - started < seconds


async def heard(bell: Bell, count: int = 1) -> list[bytes]:
    """Notes, until there are so many; what merely rings is passed over."""
    notes: list[bytes] = []
    async with asyncio.timeout(LONG):
        while len(notes) < count:
            notes += await bell.wait(LONG)
    return notes


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(LONG):
        while not true():
            await asyncio.sleep(0.005)


async def test_what_one_process_rings_the_others_hear_and_itself_once(redis: Redis, opened: Open) -> None:
    here, there = await opened(redis.url), await opened(redis.url)
    async with here.listen("events") as mine, there.listen("events") as theirs, there.listen("other") as other:
        here.wake("events", b"note")
        assert await heard(theirs) == [b"note"]
        assert await heard(mine) == [b"note"]
        here.wake("events")
        assert await rung(theirs)
        assert await rung(mine)
        assert await mine.wait(SOON) == [], "its own echo is not heard"
        assert not await rung(other, SOON)


async def test_what_one_process_tells_only_the_others_hear(redis: Redis, opened: Open) -> None:
    here, there = await opened(redis.url), await opened(redis.url)
    async with here.listen("pace") as mine, there.listen("pace") as theirs:
        here.tell("pace", b"one more")
        assert await heard(theirs) == [b"one more"]
        assert not await rung(mine, SOON)


async def test_notes_come_in_order_and_those_that_gather_go_together(
    redis: Redis, opened: Open, client: "Client"
) -> None:
    here, there = await opened(redis.url), await opened(redis.url)
    with client.pubsub() as watching:
        watching.psubscribe("*")
        watching.get_message(timeout=LONG)
        async with there.listen("events") as bell:
            for number in range(500):
                here.wake("events", b"%d" % number)
            assert await heard(bell, 500) == [b"%d" % number for number in range(500)]
        sent = 0
        while watching.get_message(timeout=SOON):
            sent += 1
    assert sent < 10


async def test_it_may_be_rung_from_any_thread(redis: Redis, opened: Open) -> None:
    here, there = await opened(redis.url), await opened(redis.url)
    async with there.listen("events") as bell:
        ringers = [threading.Thread(target=here.wake, args=("events", b"%d" % number)) for number in range(20)]
        for ringer in ringers:
            ringer.start()
        assert sorted(await heard(bell, 20)) == sorted(b"%d" % number for number in range(20))


@pytest.mark.parametrize(("number", "name"), [(0, "another"), (1, "hilo")])
async def test_two_that_share_a_server_but_no_database_or_key_do_not_hear_each_other(
    redis: Redis, opened: Open, number: int, name: str
) -> None:
    here, there, stranger = (
        await opened(redis.url),
        await opened(redis.url),
        await opened(f"redis://{HOST}:{redis.port}/{number}", name),
    )
    async with there.listen("presence") as bell, stranger.listen("presence") as ear:
        here.wake("presence", b"Ana is here")
        assert await heard(bell) == [b"Ana is here"]
        assert not await rung(ear, SOON)


async def test_a_server_that_is_flushed_loses_nothing(redis: Redis, opened: Open, client: "Client") -> None:
    here, there = await opened(redis.url), await opened(redis.url)
    client.flushall()
    async with there.listen("events") as bell:
        here.wake("events", b"after")
        assert await heard(bell) == [b"after"]


async def test_what_is_no_hint_of_ours_is_left_aside(
    redis: Redis, opened: Open, client: "Client", capsys: pytest.CaptureFixture[str]
) -> None:
    here, there = await opened(redis.url), await opened(redis.url)
    async with there.listen("events") as bell:
        for garbage in (b"", b"no msgpack", b"\x92\xc4\x01a\x01", "ñ"):
            client.publish(here._channel, garbage)
        here.wake("events", b"after")
        assert await heard(bell) == [b"after"]
    assert "a hint could not be read" in capsys.readouterr().out


async def test_without_a_server_the_process_hears_itself_and_nobody_is_held_up(
    opened: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    bus = await opened(f"redis://{HOST}:{free_port()}/0")
    async with bus.listen("events") as bell:
        started = time.monotonic()
        for _ in range(MOST * 2):
            bus.wake("events", b"note")
        assert time.monotonic() - started < LONG
        assert set(await heard(bell, MOST)) == {b"note"}
    assert bus._unsaid == {}, "what would come too late is not kept"
    assert capsys.readouterr().out.count("Redis is away") == 1


async def test_a_server_that_starts_late_is_found(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_bus, "LONGEST", 0.2)
    server = Redis()
    server.stop()
    here, there = await opened(server.url), await opened(server.url)
    async with there.listen("events") as bell:
        here.wake("events", b"lost")
        assert not await rung(bell, SOON)
        server.start()
        await until(lambda: not here._lost and not there._lost)
        here.wake("events", b"heard")
        assert await heard(bell) == [b"heard"]
    server.remove()


async def test_a_server_that_goes_and_comes_back_is_told_of_once_each_and_everybody_looks(
    server: Redis, opened: Open, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(redis_bus, "LONGEST", 0.2)
    bus = await opened(server.url)
    async with bus.listen("events") as bell:
        server.stop()
        await until(lambda: bus._lost)
        bus.wake("events")
        assert await rung(bell), "within the process nothing is lost"
        await asyncio.sleep(SOON * 2)  # some attempts fail meanwhile
        server.start()
        assert await rung(bell), "hints may have been lost, so everybody looks"
        await until(lambda: not bus._lost)
    said = capsys.readouterr().out
    assert (said.count("Redis is away"), said.count("Redis is back")) == (1, 1)


async def test_a_connection_that_is_cut_is_made_anew(redis: Redis, opened: Open, client: "Client") -> None:
    here, there = await opened(redis.url), await opened(redis.url)
    async with there.listen("events") as bell:
        for kind in ("pubsub", "normal"):
            client.client_kill_filter(_type=kind, skipme=True)
            assert kind == "normal" or await rung(bell)
            await until(lambda: not here._lost and not there._lost)
            await said(here, bell)


async def said(bus: RedisBus, bell: Bell) -> None:
    """Hints come again; the first may have been lost with the old connection."""
    async with asyncio.timeout(LONG):
        while True:
            bus.wake("events", b"again")
            if b"again" in await bell.wait(0.2):
                return


async def test_a_network_that_swallows_everything_is_noticed_and_its_end_as_well(
    redis: Redis, opened: Open, proxied: Callable[[int], Proxy], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QUIET", "ANSWERS_WITHIN", "LONGEST"):
        monkeypatch.setattr(redis_bus, name, 0.2)
    proxy = proxied(redis.port)
    bus, other = await opened(f"redis://{HOST}:{proxy.port}/0"), await opened(redis.url)
    proxy.freeze()
    await until(lambda: bus._lost)  # nobody rang: the silence itself was noticed
    bus.wake("events", b"lost")
    proxy.thaw()
    async with other.listen("events") as bell:
        await until(lambda: not bus._lost)
        await said(bus, bell)


async def test_a_line_on_which_nothing_is_said_stands(
    redis: Redis, opened: Open, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(redis_bus, "QUIET", 0.05)
    here, there = await opened(redis.url), await opened(redis.url)
    await asyncio.sleep(SOON)
    async with there.listen("events") as bell:
        here.wake("events", b"still here")
        assert await heard(bell) == [b"still here"]
    assert "away" not in capsys.readouterr().out


async def test_while_a_message_hangs_only_so_much_is_kept(
    redis: Redis, opened: Open, proxied: Callable[[int], Proxy]
) -> None:
    proxy = proxied(redis.port)
    bus = await opened(f"redis://{HOST}:{proxy.port}/0")
    proxy.freeze()
    for number in range(3 * MOST):
        bus.wake("events", b"%d" % number)
        if number % MOST == 0:
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.01)
    assert sum(map(len, bus._unsaid.values())) <= MOST


async def test_a_wrong_password_is_said_without_showing_it(
    server: Redis, opened: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    with Client.from_url(server.url) as client:
        client.config_set("requirepass", "hunter2")
    bus = await opened(f"redis://:wrong-{'x' * 8}@{HOST}:{server.port}/0")
    said = capsys.readouterr().out
    assert "Redis is away" in said
    assert "xxxx" not in said
    async with bus.listen("events") as bell:
        bus.wake("events")
        assert await rung(bell)


async def test_whoever_closes_says_what_was_rung_last(redis: Redis, opened: Open) -> None:
    other = await opened(redis.url)
    async with other.listen("leases") as bell:
        for _ in range(20):
            bus = RedisBus(redis.url, "hilo")
            bus.wake("leases", b"free")
            await asyncio.sleep(0)
            await bus.close()
        assert await heard(bell, 20) == [b"free"] * 20


async def test_closing_does_not_wait_for_a_server_that_is_away(server: Redis, opened: Open) -> None:
    bus = await opened(server.url)
    server.stop()
    bus.wake("events")
    async with asyncio.timeout(LONG):
        await bus.close()
    bus.wake("events")


def rung_after_its_loop(redis: Redis) -> None:
    async def open_and_close() -> RedisBus:
        bus = RedisBus(redis.url, "hilo")
        await bus.close()
        return bus

    bus = asyncio.run(open_and_close())
    bus.wake("events", b"nobody there")
    bus.tell("events", b"nobody there")


async def test_a_ringer_does_not_fail_when_the_loop_is_gone(redis: Redis) -> None:
    await asyncio.to_thread(rung_after_its_loop, redis)


@asynccontextmanager
async def two_doors(url: str, folder: Path, redis: str) -> AsyncIterator[tuple[Inbox, Inbox]]:
    key = Fernet.generate_key()
    one, two = (Inbox.open(url, files=folder, key=key, redis=redis) for _ in range(2))
    yield one, two
    await one.close()
    await two.close()


def write_something(conn: Connection) -> None:
    announce(conn, "journal")


async def test_a_commit_through_one_door_is_heard_at_the_other(url: str, tmp_path: Path, redis: Redis) -> None:
    async with two_doors(url, tmp_path, redis.url) as (one, two), two.bus.listen("journal") as bell:
        assert await rung(bell), "connected"
        await one.write(write_something)
        assert await rung(bell)


async def test_what_was_committed_before_the_door_was_closed_is_heard(url: str, tmp_path: Path, redis: Redis) -> None:
    """As when a command line adds something and ends."""
    async with two_doors(url, tmp_path, redis.url) as (_, two), two.bus.listen("journal") as bell:
        assert await rung(bell), "connected"
        brief = Inbox.open(url, files=tmp_path, key=two.box._key, redis=redis.url)
        await brief.write(write_something)
        await brief.close()
        assert await rung(bell)


RING = """
import asyncio, sys
from inbox.redis_bus import RedisBus

async def main():
    bus = RedisBus(sys.argv[1], "hilo")
    bus.wake("events", b"from another process")
    await bus.close()

asyncio.run(main())
"""


async def test_a_process_of_its_own_is_heard(redis: Redis, opened: Open) -> None:
    bus = await opened(redis.url)
    async with bus.listen("events") as bell:
        await asyncio.to_thread(subprocess.run, [sys.executable, "-c", RING, redis.url], check=True, timeout=60)
        assert await heard(bell) == [b"from another process"]


async def test_whoever_has_no_servers_does_not_even_load_what_speaks_to_them() -> None:
    looked = "import sys, web.cli; sys.exit(bool({'redis', 'psycopg', 'inbox.copying'} & set(sys.modules)))"
    await asyncio.to_thread(subprocess.run, [sys.executable, "-c", looked], check=True, timeout=60)
