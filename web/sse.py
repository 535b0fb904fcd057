"""Server-sent events, so written that one slow reader costs only itself.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from time import monotonic
from typing import Final

import msgspec
import structlog
from aiohttp import web

log = structlog.get_logger()

LIMIT = 256 * 1024  # bytes that may wait for one client
HEARTBEAT = 15.0  # seconds; proxies close what is silent for 30 to 60
HELLO: Final = b"retry: 1000\n\n"


class Feed:
    """What one client has still to be sent. A client that lets it fill up is cut, and resumes by itself.

    after: nothing with a number up to this one may be put. owner: the digest of the session it belongs to, if any.
    """

    def __init__(self, owner: str = "", limit: int = LIMIT) -> None:
        self.owner = owner
        self.after = 0
        self.ended = False
        self.sever: Callable[[], None] = _nothing
        self._limit = limit
        self._waiting: deque[bytes] = deque()
        self._size = 0
        self._rung = asyncio.Event()

    def put(self, frame: bytes) -> None:
        self._size += len(frame)
        if self._size > self._limit:
            self.sever()  # its own task may be stuck in a write that never returns
            self.end()
            return
        self._waiting.append(frame)
        self._rung.set()

    def end(self) -> None:
        self.ended = True
        self._rung.set()

    async def take(self, timeout: float) -> bytes:
        """All that waits, as one piece; empty after `timeout` seconds without anything."""
        try:
            async with asyncio.timeout(timeout):
                await self._rung.wait()
        except TimeoutError:
            return b""
        self._rung.clear()
        waiting = b"".join(self._waiting)
        self._waiting.clear()
        self._size = 0
        return waiting


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
    request.app[FEEDS].add(feed)
    try:
        await answer.prepare(request)
        if request.transport is not None:
            feed.sever = request.transport.abort
        await _send(answer, feed, opening, alive)
    except ConnectionError:
        pass  # the client has gone, or was cut
    except Exception:
        log.exception("a stream broke off")  # too late for another answer; the client resumes
    finally:
        request.app[FEEDS].discard(feed)
    return answer


async def _send(
    answer: web.StreamResponse, feed: Feed, opening: AsyncIterator[bytes], alive: Callable[[], Awaitable[bool]]
) -> None:
    await answer.write(HELLO)
    async for piece in opening:
        await answer.write(piece)
    checked = monotonic()
    while not feed.ended:
        piece = await feed.take(HEARTBEAT)
        if piece:
            await answer.write(piece)
        if monotonic() - checked >= HEARTBEAT:
            if not await alive():
                return
            await answer.write(b":\n\n")
            checked = monotonic()


def frame(event: str, data: object, id: int | None = None) -> bytes:
    """One event. JSON has no line breaks of its own, so one data line is enough."""
    numbered = b"" if id is None else b"id: %d\n" % id
    return numbered + b"event: %s\ndata: %s\n\n" % (event.encode(), msgspec.json.encode(data))


async def end_all(app: web.Application) -> None:
    """An `on_shutdown` signal: streams never end by themselves, and the server would wait for them."""
    feeds = app[FEEDS]
    for feed in tuple(feeds):
        feed.end()
