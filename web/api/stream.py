"""The live stream of changes, for agents' screens."""

from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated

import msgspec
from aiohttp import web

from inbox import desks, sessions
from inbox.door import Inbox
from inbox.errors import Away
from inbox.words import UserId
from web import login
from web.body import LARGEST
from web.call import Call
from web.pressure import PRESSURE
from web.sse import Feed, frame, pump
from web.table import Table

routes = Table()


class Since(msgspec.Struct, frozen=True):
    """after: the number of the last event that is known already, as one tab of a browser goes on where another ended.

    A Last-Event-ID is newer, and counts instead.
    """

    after: Annotated[int, msgspec.Meta(ge=0, le=LARGEST)] | None = None


@routes.on("GET", "/api/v1/stream", "agent", takes=Since, gives=web.StreamResponse)
async def stream(call: Call[Since]) -> web.StreamResponse:
    """Server-sent events: `change`, `typing`, `presence`, and `reset` when it is better to load anew.

    What was missed since `after` or Last-Event-ID comes first. Then `present` says who is where; to a client that named
    no event it gives the number from which it misses nothing.
    """
    digest = login.digest(call.request.cookies[login.COOKIE])
    feed, last = Feed(owner=digest), last_event_id(call.request, call.body.after)

    async def alive() -> bool:
        with suppress(Away):  # nobody can say, so the stream goes on until somebody can
            if await call.inbox.read(sessions.find, digest, call.now) is None:
                return False
            await be_there(call.inbox, call.user.id)
        return True

    with call.request.app[PRESSURE].stream("agents"):
        await be_there(call.inbox, call.user.id)
        with call.live.watch(feed, last) as start:
            return await pump(call.request, feed, opening(call, feed, start, last), alive)


async def opening(call: Call[Since], feed: Feed, start: int, last: int | None) -> AsyncIterator[bytes]:
    async for piece in call.live.opening(feed, start, last):
        yield piece
    yield frame("present", call.presence.present(), start if last is None else None)


async def be_there(inbox: Inbox, user_id: UserId) -> None:
    """Whoever has the inbox open may be given threads."""
    if not await inbox.read(desks.is_fresh, user_id, inbox.clock()):
        await inbox.write(desks.arrive, user_id, inbox.clock())


def last_event_id(request: web.Request, after: int | None) -> int | None:
    """None for a new client; -1, which no event has, for what is no number of ours."""
    given = request.headers.get("Last-Event-ID", "")
    if not given:
        return after
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else -1
