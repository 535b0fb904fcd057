"""Server-sent events, so written that one slow reader costs only itself.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final, Protocol

import msgspec
import structlog
from aiohttp import HttpVersion11, web

from inbox.errors import Away

log = structlog.get_logger()

LIMIT = 256 * 1024  # bytes that may wait for one client
HEARTBEAT = 15.0  # seconds; proxies close what is silent for 30 to 60
HELLO: Final = b"retry: 1000\n\n"


class Line(Protocol):
    """What leads to one client."""

    def write(self, piece: bytes) -> int:
        """Send it without waiting. Returns how many bytes wait now to be taken."""
        ...


class Feed:
    """What one client is sent: straight to its socket, once its opening has been.

    A task for each that is woken by every event would take four times as long, which thousands of clients feel. A
    client that lets its buffer fill up is cut, and resumes by itself.

    after: nothing with a number up to this one may be put. owner: the digest of the session it belongs to, if any.
    """

    def __init__(self, owner: str = "", limit: int = LIMIT) -> None:
        self.owner = owner
        self.after = 0
        self.sever: Callable[[], None] = _nothing
        self._limit = limit
        self._waiting: list[bytes] = []
        self._size = 0
        self._line: Line | None = None
        self._end = asyncio.Event()

    def put(self, piece: bytes) -> None:
        if self._line is None:
            self._waiting.append(piece)
            self._size += len(piece)
        elif not self.ended:
            self._size = self._line.write(piece)
        if self._size > self._limit:
            self.sever()
            self.end()

    def open(self, line: Line) -> None:
        """From now on what is put goes there, after what has been put already."""
        self._line = line
        waiting, self._waiting = b"".join(self._waiting), []
        if waiting:
            self.put(waiting)

    def end(self) -> None:
        self._end.set()

    @property
    def ended(self) -> bool:
        return self._end.is_set()

    async def last(self, seconds: float) -> bool:
        """Return at its end, or after so long: then whether it goes on."""
        try:
            async with asyncio.timeout(seconds):
                await self._end.wait()
        except TimeoutError:
            return not self.ended
        return False


def _nothing() -> None:
    return


class Feeds(set[Feed]):
    """Of all streams that are open."""


FEEDS = web.AppKey("feeds", Feeds)


async def pump(
    request: web.Request, feed: Feed, opening: AsyncIterator[bytes], alive: Callable[[], Awaitable[bool]]
) -> web.StreamResponse:
    """Send the opening, then whatever is put, until either side ends it. `alive` is asked at every heartbeat."""
    answer = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    answer.headers["X-Accel-Buffering"] = "no"
    if request.version >= HttpVersion11:
        answer.enable_chunked_encoding()
    request.app[FEEDS].add(feed)
    try:
        await answer.prepare(request)
        if request.transport is not None:
            await _send(answer, request.transport, feed, opening, alive)
    except (ConnectionError, Away):
        pass  # the client has gone, or was cut, or cannot be told now what it missed: it resumes
    except Exception:
        log.exception("a stream broke off")  # too late for another answer; the client resumes
    finally:
        request.app[FEEDS].discard(feed)
    return answer


async def _send(
    answer: web.StreamResponse,
    transport: asyncio.Transport,
    feed: Feed,
    opening: AsyncIterator[bytes],
    alive: Callable[[], Awaitable[bool]],
) -> None:
    feed.sever = transport.abort
    await answer.write(HELLO)
    async for piece in opening:
        await answer.write(piece)
    feed.open(Socket(transport, answer.chunked))
    while await feed.last(HEARTBEAT) and not transport.is_closing() and await alive():
        feed.put(b":\n\n")


class Socket:
    """chunked: as HTTP/1.1 has it (RFC 9112, 7.1), but for a proxy that speaks HTTP/1.0."""

    def __init__(self, transport: asyncio.Transport, chunked: bool) -> None:
        self._transport, self._chunked = transport, chunked

    def write(self, piece: bytes) -> int:
        if not self._transport.is_closing():  # the client has gone, which the next heartbeat finds out
            self._transport.write(b"%x\r\n%b\r\n" % (len(piece), piece) if self._chunked else piece)
        return self._transport.get_write_buffer_size()


def frame(event: str, data: object, id: int | None = None) -> bytes:
    """One event. JSON has no line breaks of its own, so one data line is enough."""
    numbered = b"" if id is None else b"id: %d\n" % id
    return numbered + b"event: %s\ndata: %s\n\n" % (event.encode(), msgspec.json.encode(data))


async def end_all(app: web.Application) -> None:
    """An `on_shutdown` signal: streams never end by themselves, and the server would wait for them."""
    feeds = app[FEEDS]
    for feed in tuple(feeds):
        feed.end()
