"""What a visitor hears: the lines of their own chat, in order, from where they stopped listening.

Server-sent events, https://html.spec.whatwg.org/multipage/server-sent-events.html. The id of an event is the line's
place, so that `Last-Event-ID` resumes without gap or double. Where several addresses are read, their threads were
written independently, so the last lines are said again: a line that is known is told by its id.
"""

import asyncio
from datetime import datetime
from typing import Annotated

import msgspec
from aiohttp import web

from inbox import messages
from inbox.door import Inbox
from inbox.errors import Away
from inbox.messages import place_at, place_of
from inbox.presence import REFRESH
from inbox.proofs import Sight
from inbox.words import IdentityId
from router import presence
from web.call import Call
from web.chat.desk import account_id, desk, visitor
from web.chat.sight import View, view
from web.chat.talk import Proofs, lines
from web.chat.windows import POLL, Window, Windows
from web.pressure import PRESSURE
from web.sse import HEARTBEAT, HELLO, frame
from web.table import PUBLIC, Table

routes = Table()

STALL = 20.0  # seconds that a reader may leave a full buffer unread before it is cut
FARTHEST = 2**53  # what JavaScript counts exactly, and more microseconds than there will be
LATE = 60_000_000  # microseconds by which one thread's line may be stored after a later line of another's
HEADERS = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Where(msgspec.Struct, frozen=True):
    """token: for who cannot set headers. after: the last place seen, where no Last-Event-ID says it."""

    token: str = ""
    after: Annotated[int, msgspec.Meta(ge=0, lt=FARTHEST)] = 0


@routes.on("GET", "/chat/{account}/stream", PUBLIC, takes=Where, gives=web.StreamResponse)
async def stream(call: Call[Where]) -> web.StreamResponse:
    """Follow the visitor's chat."""
    reader = visitor(call, call.body.token)
    await desk(call).sites.open(account_id(call))
    with call.request.app[PRESSURE].stream("visitors"), desk(call).windows.open(reader) as window:
        response = web.StreamResponse(headers=HEADERS)
        await response.prepare(call.request)
        try:
            await Telling(call.inbox, desk(call).windows, window, response, place(call)).run()
        except TimeoutError:
            if call.request.transport:
                call.request.transport.abort()
        except ConnectionError:
            pass  # the reader has gone
    return response


def place(call: Call[Where]) -> int:
    last = call.request.headers.get("Last-Event-ID", "")
    given = int(last) if last.isascii() and last.isdigit() and len(last) < 17 else FARTHEST
    return given if given < FARTHEST else call.body.after


class Telling:
    """One stream while it lasts. Nothing is queued: what a slow reader has not taken is read again from where it is."""

    def __init__(
        self, inbox: Inbox, windows: Windows, window: Window, response: web.StreamResponse, after: int
    ) -> None:
        self._inbox = inbox
        self._windows = windows
        self._window = window
        self._response = response
        self._after = after
        self._places: dict[IdentityId, int] = {}
        self._online: bool | None = None
        self._proofs: Proofs | None = None
        self._seen_at: datetime | None = None

    async def run(self) -> None:
        await self._write(HELLO)
        while not self._window.closed:
            patience = HEARTBEAT if await self._tell() else POLL
            if not await self._window.wait(patience):
                await self._write(b": still here\n\n")

    async def _tell(self) -> bool:
        """All that is new. False where the database is away: then what is left is told the next time."""
        try:
            await self._say_presence()
            await self._look()
            await self._say_lines()
            await self._say_typing()
            await self._be_seen()
        except Away:
            return False
        return True

    async def _say_presence(self) -> None:
        online = self._windows.agents_online()
        if online != self._online:
            self._online = online
            await self._write(frame("presence", {"agents_online": online}))

    async def _look(self) -> None:
        """What may be seen: it grows with the visitor's first message, and with every proof."""
        now = await view(self._inbox, self._window.visitor)
        self._window.identity_id, self._window.thread_id, self._window.seen = now.own, now.thread_id, now.seen
        self._places = self._start(now) | {one: place for one, place in self._places.items() if one in now.seen}
        proofs = Proofs(now.asked, now.proven)
        if proofs != self._proofs:
            self._proofs = proofs
            await self._write(frame("proofs", proofs))

    def _start(self, now: View) -> dict[IdentityId, int]:
        if now.own is None:
            return {}
        safe = max(0, self._after - LATE) if now.sights else self._after
        return {now.own: safe} | {sight.identity_id: start(sight, safe) for sight in now.sights}

    async def _say_lines(self) -> None:
        while found := await self._inbox.read(messages.of_visitor, self._places):
            self._places |= {one.identity_id: place_of(one) for one in found if one.identity_id}
            await self._write(b"".join(frame("line", line, line.place) for line in lines(found)))

    async def _say_typing(self) -> None:
        if self._window.typing:
            self._window.typing = False
            await self._write(frame("typing", {}))

    async def _be_seen(self) -> None:
        """Whoever answers should know that they are there."""
        own, now = self._window.identity_id, self._inbox.clock()
        if own and (self._seen_at is None or now - self._seen_at >= REFRESH):
            self._seen_at = now
            await self._inbox.write(presence.see, own, now)

    async def _write(self, data: bytes) -> None:
        """Raises TimeoutError when the reader has stopped reading."""
        async with asyncio.timeout(STALL):
            await self._response.write(data)


def start(sight: Sight, safe: int) -> int:
    """A history that has been proven since is told from its beginning."""
    return 0 if place_at(sight.since) >= safe else safe
