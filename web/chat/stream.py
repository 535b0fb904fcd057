"""What a visitor hears: the lines of their own chat, in order, from where they stopped listening.

Server-sent events, https://html.spec.whatwg.org/multipage/server-sent-events.html. The id of an event is the line's
position in the thread, so that `Last-Event-ID` resumes without gap or double.
"""

import asyncio
from typing import Annotated

import msgspec
from aiohttp import web

from inbox import identities, messages
from inbox.door import Inbox
from web.call import Call
from web.chat.desk import account_id, desk, visitor
from web.chat.talk import Line, lines
from web.chat.windows import Window, Windows
from web.sse import HEARTBEAT, HELLO, frame
from web.table import PUBLIC, Table

routes = Table()

STALL = 20.0  # seconds that a reader may leave a full buffer unread before it is cut
HEADERS = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Where(msgspec.Struct, frozen=True):
    """token: for who cannot set headers. after: the last position seen, where no Last-Event-ID says it."""

    token: str = ""
    after: Annotated[int, msgspec.Meta(ge=0, lt=2**31)] = 0


@routes.on("GET", "/chat/{account}/stream", PUBLIC, takes=Where, gives=web.StreamResponse)
async def stream(call: Call[Where]) -> web.StreamResponse:
    """Follow the visitor's chat."""
    reader = visitor(call, call.body.token)
    await desk(call).sites.open(account_id(call))
    response = web.StreamResponse(headers=HEADERS)
    await response.prepare(call.request)
    with desk(call).windows.open(reader) as window:
        try:
            await Telling(call.inbox, desk(call).windows, window, response, position(call)).run()
        except TimeoutError:
            if call.request.transport:
                call.request.transport.abort()
        except ConnectionError:
            pass  # the reader has gone
    return response


def position(call: Call[Where]) -> int:
    last = call.request.headers.get("Last-Event-ID", "")
    return int(last) if last.isascii() and last.isdigit() and len(last) < 10 else call.body.after


class Telling:
    """One stream while it lasts. Nothing is queued: what a slow reader has not taken is read again from where it is."""

    def __init__(
        self, inbox: Inbox, windows: Windows, window: Window, response: web.StreamResponse, position: int
    ) -> None:
        self._inbox = inbox
        self._windows = windows
        self._window = window
        self._response = response
        self._position = position
        self._online: bool | None = None

    async def run(self) -> None:
        await self._write(HELLO)
        rung = True
        while not self._window.closed:
            if not rung:
                await self._write(b": still here\n\n")
            await self._say_presence()
            await self._say_lines()
            await self._say_typing()
            rung = await self._window.wait(HEARTBEAT)

    async def _say_presence(self) -> None:
        online = self._windows.agents_online()
        if online != self._online:
            self._online = online
            await self._write(frame("presence", {"agents_online": online}))

    async def _say_lines(self) -> None:
        while found := await self._next():
            self._position = found[-1].position
            await self._write(b"".join(frame("line", line, line.position) for line in found))

    async def _next(self) -> list[Line]:
        """The lines after the last; [] before the visitor's first message has been threaded."""
        window = self._window
        if window.identity_id is None:
            who = window.visitor
            identity = await self._inbox.read(identities.find, "chat", who.account, who.address)
            if identity is None:
                return []
            first = await self._inbox.read(messages.of_visitor, identity.id, 0, 1)
            window.identity_id = identity.id
            window.thread_id = first[0].thread_id if first else None
        return lines(await self._inbox.read(messages.of_visitor, window.identity_id, self._position))

    async def _say_typing(self) -> None:
        if self._window.typing:
            self._window.typing = False
            await self._write(frame("typing", {}))

    async def _write(self, data: bytes) -> None:
        """Raises TimeoutError when the reader has stopped reading."""
        async with asyncio.timeout(STALL):
            await self._response.write(data)
