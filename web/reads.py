"""Which agent read which thread, for the audit log: noted after the answer, so that no screen waits for it."""

import asyncio
from datetime import datetime
from typing import Final

import structlog
from aiohttp import web

from inbox import audit
from inbox.audit import SAME_READ
from inbox.door import Conn, Inbox
from inbox.words import CustomerId, UserId

log = structlog.get_logger()
MOST = 10_000
"""Reads that are remembered; when there are more, an old one may be looked up in the database again."""
Read = tuple[UserId, CustomerId]


class Reads:
    """A read is noted once per person, customer and ten minutes."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._noted: dict[Read, datetime] = {}
        self._writing: set[asyncio.Task[None]] = set()

    def note(self, user_id: UserId, customer_id: CustomerId, now: datetime) -> None:
        """Return at once; what is the same read as before costs nothing."""
        read, last = (user_id, customer_id), self._noted.get((user_id, customer_id))
        if last is not None and now - last < SAME_READ:
            return
        if len(self._noted) >= MOST:
            self._noted.clear()
        self._noted[read] = now
        task = asyncio.create_task(self._write(read, now))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def _write(self, read: Read, now: datetime) -> None:
        try:
            await self._inbox.write(_note, read, now)
        except Exception:
            self._noted.pop(read, None)
            log.exception("a read could not be noted")  # reading must go on; the log tells that the audit has a gap

    async def settle(self) -> None:
        """Return when all are noted."""
        await asyncio.gather(*self._writing)


def _note(conn: Conn, read: Read, now: datetime) -> None:
    user_id, customer_id = read
    audit.note_read(conn, customer_id, user_id, now)


READS: Final = web.AppKey("reads", Reads)


async def settle(app: web.Application) -> None:
    """An `on_cleanup` signal: what was read before the server stopped is noted, too."""
    await app[READS].settle()
