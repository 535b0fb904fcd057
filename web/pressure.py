"""Whoever asks for more than can be done is told to come again, before what waits costs memory or fills the disk."""

import asyncio
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Final, Literal

import structlog
from aiohttp import web
from msgspec import Struct

from inbox import gauges
from inbox.door import Inbox
from web.answers import Denied

log = structlog.get_logger()
Reason = Literal["writes", "reads", "bodies", "journal", "disk", "streams", "connections"]
Whose = Literal["agents", "visitors"]
LOOK = 2.0  # seconds between two looks at the journal and the disk
QUIET = 60.0  # seconds until the log tells the same again
SOON, LATER = {"Retry-After": "5"}, {"Retry-After": "60"}
BUSY: Final = "Hilo has more to do than it can do at a time. Nothing was kept; try again in a few seconds."
FULL: Final = "The server's disk is full, so nothing can be kept. Ask whoever runs Hilo to make room, and try again."


class Limits(Struct, frozen=True):
    """Of one process. writes, reads: that wait for the database. bodies: bytes of requests that are held in memory.
    unread: payloads in the journal. room: bytes that must be free on the disk. visitors: of the streams."""

    writes: int = 2_000
    reads: int = 2_000
    bodies: int = 256 << 20
    unread: int = 1_000_000
    room: int = 100 << 20
    streams: int = 8_000
    visitors: int = 6_000
    connections: int = 10_000


class Pressure:
    """refused: how many were turned away, and why. streams: how many are open. free: bytes on the disk of `folder`.
    connected: tells how many connections are open."""

    def __init__(self, inbox: Inbox, folder: Path, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.refused: Counter[Reason] = Counter()
        self.streams: Counter[Whose] = Counter()
        self.free = self.limits.room
        self.connected: Callable[[], int] = int
        self._inbox = inbox
        self._folder = folder
        self._behind = False
        self._held = 0
        self._told: dict[Reason, float] = {}

    async def follow(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.look()
            except Exception:
                log.exception("the journal's length could not be read")  # what was seen last goes on to count
            await asyncio.sleep(LOOK)

    async def look(self) -> None:
        self._behind = await self._inbox.read(gauges.is_behind, self.limits.unread)
        self.free = (await asyncio.to_thread(shutil.disk_usage, self._folder)).free

    @property
    def has_room(self) -> bool:
        return self.free >= self.limits.room

    def admit(self, *, writes: bool) -> None:
        """For every call. Raises Denied."""
        load = self._inbox.load()
        if load.reads_waiting >= self.limits.reads:
            self._refuse("reads")
        if writes and load.writes_waiting >= self.limits.writes:
            self._refuse("writes")
        if writes and not self.has_room:
            self._refuse("disk")

    def admit_message(self) -> None:
        """For what is to be journalled: its sender keeps it, and sends it again. Raises Denied."""
        if self._behind:
            self._refuse("journal")

    def hold(self, request: web.BaseRequest, most: int) -> None:
        """Make room for a body before it is read; of one that does not tell its size, for `most`. Raises Denied."""
        size = min(most, request.content_length if request.content_length is not None else most)
        if self._held and self._held + size > self.limits.bodies:
            self._refuse("bodies")
        self._held += size
        request[HELD] = request.get(HELD, 0) + size

    def let_go(self, request: web.BaseRequest) -> None:
        """At the end of every call."""
        self._held -= request.get(HELD, 0)

    @contextmanager
    def stream(self, whose: Whose) -> Iterator[None]:
        """While a stream is open. Raises Denied. Visitors, whom nobody knows, leave places free for agents."""
        if self.streams.total() >= self.limits.streams or (
            whose == "visitors" and self.streams[whose] >= self.limits.visitors
        ):
            self._refuse("streams")
        self.streams[whose] += 1
        try:
            yield
        finally:
            self.streams[whose] -= 1

    def _refuse(self, why: Reason) -> None:
        self.note(why)
        if why == "disk":
            raise Denied(503, "full", FULL, LATER)
        raise Denied(503, "busy", BUSY, SOON)

    def note(self, why: Reason) -> None:
        """Somebody was turned away: counted, and told in the log at most once a minute."""
        self.refused[why] += 1
        now = monotonic()
        if now - self._told.get(why, -QUIET) >= QUIET:
            self._told[why] = now
            log.warning("turning callers away", why=why, so_far=self.refused[why])


HELD = web.RequestKey("held", int)
PRESSURE = web.AppKey("pressure", Pressure)
