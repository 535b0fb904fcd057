"""The chat windows that are open, and what makes each of them look again.

A window is only ever told *that* there is something; what it shows, it reads from the database. So a hint that is
lost costs at most POLL seconds, and a reader who is slow holds back nobody else.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain

import structlog

from inbox import events, identities
from inbox.door import Inbox
from inbox.words import Event, IdentityId, ThreadId
from web.chat.visitor import Visitor
from web.live import AGENT_TYPES

log = structlog.get_logger()

POLL = 2.0  # seconds until the log is looked at though nobody rang
MOST = 8  # windows of one visitor; browsers open no more than six connections to a server anyway
SEEN = ("message.received", "message.written", "visitor.proven", "visitor.asked")


class Window:
    """identity_id, thread_id: unknown until the visitor's first message has been threaded. seen: whom else they may
    read."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.identity_id: IdentityId | None = None
        self.thread_id: ThreadId | None = None
        self.seen: tuple[IdentityId, ...] = ()
        self.typing = False
        self.closed = False
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    def close(self) -> None:
        self.closed = True
        self.ring()

    async def wait(self, seconds: float) -> bool:
        """True if somebody rang."""
        try:
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        except TimeoutError:
            return False
        self._rung.clear()
        return True


class Windows:
    def __init__(self, inbox: Inbox, agents_online: Callable[[], bool]) -> None:
        self.agents_online = agents_online
        self._inbox = inbox
        self._open: defaultdict[tuple[str, str], list[Window]] = defaultdict(list)
        self._seq: int | None = None
        self._were_online = False

    @contextmanager
    def open(self, visitor: Visitor) -> Iterator[Window]:
        """A new window; the visitor's oldest is closed when there are too many."""
        name = visitor.account, visitor.address
        window = Window(visitor)
        mine = self._open[name]
        mine.append(window)
        if len(mine) > MOST:
            mine[0].close()
        try:
            yield window
        finally:
            mine.remove(window)
            if not mine:
                self._open.pop(name, None)

    def of(self, visitor: Visitor) -> list[Window]:
        return self._open.get((visitor.account, visitor.address), [])

    def close(self) -> None:
        for window in self._all():
            window.close()

    async def follow_events(self) -> None:
        """Until cancelled."""
        async with self._inbox.bus.listen("events") as bell:
            while True:
                try:
                    await self._catch_up()
                except Exception:
                    log.exception("chat windows could not read the events")
                self._mind_presence()
                await bell.wait(POLL)

    async def _catch_up(self) -> None:
        """While no window is open there is nobody to tell, and the log is left alone."""
        if not self._open:
            self._seq = None
        elif self._seq is None:
            self._seq = await self._inbox.read(events.last_seq)
            self._ring(self._all())
        else:
            while found := await self._inbox.read(events.since, self._seq):
                self._forget(found)
                self._ring(await self._concerned(found))
                self._seq = found[-1].seq

    def _forget(self, found: list[Event]) -> None:
        """Whoever was erased is somebody new from now on: their windows begin again."""
        erased = {event.identity_id for event in found if event.kind == "customer.erased"}
        for window in self._all():
            if window.identity_id and window.identity_id in erased:
                window.close()

    async def _concerned(self, found: list[Event]) -> list[Window]:
        told = {event.identity_id for event in found if event.kind in SEEN and event.identity_id}
        known = [window for window in self._all() if not told.isdisjoint((window.identity_id, *window.seen))]
        return known + await self._newcomers(told)

    async def _newcomers(self, told: set[IdentityId]) -> list[Window]:
        """Of those who had no identity when they last looked: what they wrote another process may have taken."""
        if not told or all(window.identity_id for window in self._all()):
            return []
        names = await self._inbox.read(identities.names, told)
        theirs = chain.from_iterable(self._open.get((scope, address), []) for _, scope, address in names)
        return [window for window in theirs if not window.identity_id]

    def _mind_presence(self) -> None:
        online = self.agents_online()
        if online != self._were_online:
            self._were_online = online
            self._ring(self._all())

    async def follow_typing(self) -> None:
        """Until cancelled."""
        async with self._inbox.bus.listen(AGENT_TYPES) as bell:
            while True:
                threads = {note.decode() for note in await bell.wait(60.0)}
                for window in self._all():
                    if window.thread_id in threads:
                        window.typing = True
                        window.ring()

    def _ring(self, windows: list[Window]) -> None:
        for window in windows:
            window.ring()

    def _all(self) -> list[Window]:
        return list(chain.from_iterable(self._open.values()))
