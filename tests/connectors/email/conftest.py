"""What the e-mail tests share: an account on the real servers, and somebody who keeps what arrives."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

import pytest
from servers.dovecot import Dovecot

from connectors.contract import Raw, Refused
from connectors.email.imap import Follower, Pace
from connectors.email.server import Server

FAST = Pace(answer=2.0, idle=30.0, poll=0.2, pause=0.05, longest_pause=0.2, second_login=0.1)


@dataclass
class Keeper:
    """Keeps raws as the inbox does: durable, by key. The first `failing` calls fail, and all after `full_after`."""

    raws: list[Raw] = field(default_factory=list)
    cursor: str = ""
    failing: int = 0
    full_after: int = 1000
    calls: int = 0

    async def keep(self, raws: Sequence[Raw], cursor: str) -> None:
        self.calls += 1
        if self.failing or self.calls > self.full_after:
            self.failing = max(0, self.failing - 1)
            raise OSError("disk full")
        self.raws += raws
        self.cursor = cursor

    @property
    def keys(self) -> list[str]:
        return [raw.key for raw in self.raws]

    async def has(self, count: int, seconds: float = 5.0) -> list[Raw]:
        """The first so many different raws, in the order of their coming."""
        await until(lambda: len(set(self.keys)) >= count, seconds)
        return list({raw.key: raw for raw in self.raws}.values())


async def until(true: Callable[[], bool], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.01)


Following = Callable[..., AbstractAsyncContextManager[asyncio.Task[None]]]


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


@pytest.fixture
def following(dovecot: Dovecot, address: str, keeper: Keeper) -> Following:
    """`async with following(port=..., history=..., pace=...) as task:` follows the test's mailbox into `keeper`."""

    @asynccontextmanager
    async def follow(
        port: int = 0, mailbox: str = "INBOX", history: str = "all", pace: Pace = FAST, **server: str
    ) -> AsyncIterator[asyncio.Task[None]]:
        settings = {"security": "none", "user": address, "password": dovecot.password} | server
        follower = Follower(Server("IMAP", dovecot.host, port or dovecot.imap, **settings), mailbox, history, pace)
        task = asyncio.create_task(follower.listen(keeper.cursor, keeper.keep))
        try:
            yield task
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Refused):
                await task

    return follow
