"""Two web processes on one database: what one does the other's screens see, with Redis at once, without it by looking.

Each process is what it consists of: an inbox of its own, and what follows it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from cryptography.fernet import Fernet
from servers.redis import Redis

from inbox import desks, events, identities, users
from inbox.clock import utc_now
from inbox.door import Conn, Inbox
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.schema import customer
from inbox.users import NewUser
from inbox.words import CustomerId, IdentityId
from web import live, rate
from web.answers import Denied
from web.chat.visitor import anonymous
from web.chat.windows import Windows
from web.live import Live
from web.pace import COUNTED, Pace, digest
from web.rate import Rate
from web.sse import Feed

pytestmark = pytest.mark.asyncio


class Process:
    def __init__(self, inbox: Inbox) -> None:
        self.inbox = inbox
        self.live = Live(inbox, alone=False)
        self.windows = Windows(inbox, self.live.agents_online)
        self.pace = Pace(inbox.bus, "pace", 2, 600.0)
        self.rate = Rate(1, inbox.bus)


@pytest.fixture(params=["with Redis", "without"])
def shared(request: pytest.FixtureRequest) -> str:
    """The URL of a Redis, or none."""
    return request.getfixturevalue("redis").url if request.param == "with Redis" else ""


@asynccontextmanager
async def two(url: str, folder: Path, redis: str) -> AsyncIterator[tuple[Process, Process]]:
    key = Fernet.generate_key()
    async with AsyncExitStack() as stack:
        found = []
        for _ in range(2):
            one = Process(Inbox.open(url, files=folder, key=key, redis=redis))
            stack.push_async_callback(one.inbox.close)
            await one.live.start()
            stack.push_async_callback(one.live.stop)
            for following in (one.windows.follow_events, one.pace.follow, one.rate.follow):
                stack.callback(asyncio.create_task(following()).cancel)
            found.append(one)
        yield found[0], found[1]


async def until(true: Callable[[], Any]) -> None:
    async with asyncio.timeout(30):
        while not true():
            await asyncio.sleep(0.005)


class Heard:
    """What a client was sent."""

    def __init__(self, feed: Feed) -> None:
        self.said = b""
        feed.open(self)

    def write(self, piece: bytes) -> int:
        self.said += piece
        return 0

    async def has(self, word: bytes) -> bool:
        async with asyncio.timeout(30):
            while word not in self.said:
                await asyncio.sleep(0.01)
        return True


async def test_what_happens_at_one_is_on_the_others_stream(url: str, tmp_path: Path, shared: str) -> None:
    feed = Feed()
    heard = Heard(feed)
    async with two(url, tmp_path, shared) as (here, there):
        with there.live.watch(feed, None):
            await here.inbox.write(events.record, "thread.tagged", utc_now())
            assert await heard.has(b"thread.tagged")


async def test_a_stream_goes_on_at_a_process_that_is_behind_without_gap_or_double(url: str, tmp_path: Path) -> None:
    feed = Feed()
    heard = Heard(feed)
    async with two(url, tmp_path, "") as (here, there):
        for number in range(3):
            await here.inbox.write(events.record, f"kind.{number}", utc_now())
        there.live.seq = 0  # it has not looked yet
        with there.live.watch(feed, 2) as start:
            opening = [piece async for piece in there.live.opening(feed, start, 2)]
            assert opening == []
            assert await heard.has(b"kind.2")
            await here.inbox.write(events.record, "kind.3", utc_now())
            assert await heard.has(b"kind.3")


async def test_the_streams_of_a_session_end_wherever_they_are(url: str, tmp_path: Path, redis: Redis) -> None:
    feed, other = Feed(owner="digest"), Feed(owner="somebody else")
    async with two(url, tmp_path, redis.url) as (here, there):
        with there.live.watch(feed, None), there.live.watch(other, None):
            async with asyncio.timeout(30):
                while not feed.ended:
                    here.live.end_session("digest")
                    await asyncio.sleep(0.05)
            assert not other.ended


async def test_visitors_are_told_that_agents_are_there_though_at_another_process(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "POLL", 0.05)
    async with two(url, tmp_path, "") as (here, there):
        assert not there.live.agents_online()
        ana = await here.inbox.write(users.add, NewUser("ana@x.example", "Ana", "agent", "no password"), utc_now())
        await here.inbox.write(desks.arrive, ana.id, utc_now())
        await until(there.live.agents_online)
        later = utc_now() + desks.LEASE
        monkeypatch.setattr(there.inbox, "clock", lambda: later)
        await until(lambda: not there.live.agents_online())


def first_message(conn: Conn, account: str, address: str) -> None:
    """What a new visitor's first message leaves, as far as their windows care."""
    whose, identity_id, now = CustomerId(new_id()), IdentityId(new_id()), utc_now()
    conn.execute(customer.insert(), [{"id": whose, "name": "", "created_at": now}])
    identities.add_many(conn, [(identity_id, whose, Contact("chat", account, address))], now)
    events.record(conn, "message.received", now, identity_id=identity_id)


async def test_a_new_visitors_window_is_told_though_another_process_took_their_message(
    url: str, tmp_path: Path, shared: str
) -> None:
    async with two(url, tmp_path, shared) as (here, there):
        account = new_id()
        hers, his = anonymous(account, utc_now()), anonymous(account, utc_now())
        with there.windows.open(hers) as window, there.windows.open(his) as other:
            await until(lambda: there.windows._seq is not None)
            await window.wait(0.01)
            await other.wait(0.01)
            await here.inbox.write(first_message, account, hers.address)
            assert await window.wait(30.0)
            assert not await other.wait(0.2), "whoever said nothing has nothing new to read"


async def test_a_limit_counts_over_both(url: str, tmp_path: Path, redis: Redis) -> None:
    async with two(url, tmp_path, redis.url) as (here, there):
        await until(lambda: reached(here, there))
        with pytest.raises(Denied):
            there.pace.step("somebody")


async def test_what_an_account_may_bring_counts_over_both(
    url: str, tmp_path: Path, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate, "TELL", 0.05)
    async with two(url, tmp_path, redis.url) as (here, there):
        await until(lambda: takes_little(here, there))


def takes_little(here: Process, there: Process) -> bool:
    """Hints are sent anew until both are connected: what is left of the bucket sinks by what was taken elsewhere."""
    here.rate._untold["account"] += 1
    return there.rate._left_at(monotonic(), "account") < rate.BURST - 1


def reached(here: Process, there: Process) -> bool:
    """Hints are sent anew until both are connected."""
    here.inbox.bus.tell("pace", COUNTED + key_of_somebody())
    return len(there.pace._calls.get(key_of_somebody(), ())) >= 2


def key_of_somebody() -> bytes:
    return digest("somebody")
