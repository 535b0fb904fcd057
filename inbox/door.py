"""The one door to the database: it owns the threads, and async code stays outside.

Writes queue at a single writer, which runs whatever has gathered as one transaction and answers each
caller after the commit. Reads run on a small pool of read-only connections.
"""

import asyncio
from collections.abc import Callable
from copy import copy
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection

from inbox.box import Box
from inbox.bus import Bus, LocalBus
from inbox.clock import Clock, utc_now
from inbox.engine import compact, open_readers, open_writer
from inbox.files import Files
from inbox.leases import Lease, Under
from inbox.load import Load
from inbox.readers import Readers
from inbox.writer import Writer

P = ParamSpec("P")
T = TypeVar("T")
A = TypeVar("A")

READERS = 4
Conn = Connection
"""For those outside who put several functions into one read or write, without knowing the database."""


class Inbox:
    """Open once per process; close it when done."""

    def __init__(self, url: str, files: Path, key: bytes, clock: Clock = utc_now, redis: str = "") -> None:
        self.box = Box(key)
        self.files = Files(files)
        self.clock = clock
        self.bus = open_bus(redis, self.box)
        self._writer = Writer(open_writer(url), self.bus)
        self._readers = Readers(open_readers(url, READERS), READERS)
        self._held: tuple[Lease, ...] = ()

    @classmethod
    def open(cls, url: str, *, files: Path, key: bytes, clock: Clock = utc_now, redis: str = "") -> Self:
        """The database must be migrated already. redis: the URL of a server that carries hints to other processes.

        Raises MissingKey for a malformed key. With redis, call it in the event loop that is to carry the hints.
        """
        return cls(url, files, key, clock, redis)

    async def write(self, work: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work in the next group commit; return its result once that is durable, or raise what it raised.

        Work may run more than once, so it must touch nothing but the connection.
        """
        leased = self._leased(work)
        return await self._writer.submit(lambda conn: leased(conn, *args, **kwargs))

    async def batch(self, work: Callable[[Connection, list[A]], list[T]], item: A, /) -> T:
        """Like write, but callers who gather for the same work share one call with a list of their items."""
        return await self._writer.submit_item(self._leased(work), item)

    def under(self, *held: Lease) -> Self:
        """The same inbox, but once one of these is another's nothing is written by it: write and batch raise Fenced.

        It is closed with the one it was made from.
        """
        same = copy(self)
        same._held = held
        return same

    def _leased(self, work: Callable[Concatenate[Connection, P], T]) -> Callable[Concatenate[Connection, P], T]:
        return Under(self._held, work) if self._held else work

    async def read(self, work: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work on one consistent snapshot."""
        return await self._readers.look(lambda conn: work(conn, *args, **kwargs))

    def load(self) -> Load:
        """How busy this door is. Costs nothing."""
        readers, writer = self._readers, self._writer
        busy = min(readers.open, readers.size)
        waiting = readers.open - busy
        return Load(writer.waiting, waiting, busy, readers.size, writer.groups, writer.jobs, writer.seconds)

    async def compact(self) -> bool:
        """After something was erased: leave nothing of it in the database's file and log. Writes wait meanwhile.

        False where a part is left until the next time: somebody else was reading, or the disk is full.
        """
        return await self._writer.submit_outside(compact)

    async def close(self) -> None:
        """Finish the writes that were submitted, then let go of the database."""
        await asyncio.to_thread(self._writer.close)
        await self.bus.close()
        self._readers.close()


def open_bus(redis: str, box: Box) -> Bus:
    """Those whose key is the same hear each other."""
    if not redis:
        return LocalBus()
    from inbox.redis_bus import RedisBus  # noqa: PLC0415  # 3 MB and 60 ms, which those without Redis are spared

    return RedisBus(redis, box.derive("hints").hex()[:16])
