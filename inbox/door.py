"""The one door to the database: it owns the threads, and async code stays outside.

Writes queue at a single writer, which runs whatever has gathered as one transaction and answers each
caller after the commit. Reads run on a small pool of read-only connections.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection

from inbox.box import Box
from inbox.bus import Bus, LocalBus
from inbox.clock import Clock, utc_now
from inbox.engine import compact, open_readers, open_writer
from inbox.files import Files
from inbox.writer import Writer

P = ParamSpec("P")
T = TypeVar("T")
A = TypeVar("A")

READERS = 4
Conn = Connection
"""For those outside who put several functions into one read or write, without knowing the database."""


class Inbox:
    """Open once per process; close it when done."""

    def __init__(self, url: str, files: Path, key: bytes, clock: Clock = utc_now) -> None:
        self.box = Box(key)
        self.files = Files(files)
        self.clock = clock
        self.bus: Bus = LocalBus()
        self._writer = Writer(open_writer(url), self.bus)
        self._reading = open_readers(url, READERS)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="inbox-reader")

    @classmethod
    def open(cls, url: str, *, files: Path, key: bytes, clock: Clock = utc_now) -> Self:
        """Raises MissingKey for a malformed key. The database must be migrated already."""
        return cls(url, files, key, clock)

    async def write(self, work: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work in the next group commit; return its result once that is durable, or raise what it raised.

        Work may run more than once, so it must touch nothing but the connection.
        """
        return await self._writer.submit(lambda conn: work(conn, *args, **kwargs))

    async def batch(self, work: Callable[[Connection, list[A]], list[T]], item: A, /) -> T:
        """Like write, but callers who gather for the same work share one call with a list of their items."""
        return await self._writer.submit_item(work, item)

    async def read(self, work: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work on one consistent snapshot."""

        def look() -> T:
            with self._reading.connect() as conn:
                return work(conn, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._readers, look)

    async def compact(self) -> bool:
        """After something was erased: leave nothing of it in the database's file and log. Writes wait meanwhile.

        False where a part is left until the next time: somebody else was reading, or the disk is full.
        """
        return await self._writer.submit_outside(compact)

    async def close(self) -> None:
        """Finish the writes that were submitted, then let go of the database."""
        await asyncio.to_thread(self._writer.close)
        self._readers.shutdown(wait=True)
        self._reading.dispose()
