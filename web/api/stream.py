"""The live stream of changes, for agents' screens."""

from aiohttp import web

from inbox import desks, sessions
from inbox.door import Inbox
from inbox.words import UserId
from web import login
from web.call import Call
from web.sse import Feed, pump
from web.table import Nothing, Table

routes = Table()


@routes.on("GET", "/api/v1/stream", "agent", takes=Nothing, gives=web.StreamResponse)
async def stream(call: Call[Nothing]) -> web.StreamResponse:
    """Server-sent events: `change`, `typing`, and `reset` when it is better to load anew. Resumes by Last-Event-ID."""
    digest = login.digest(call.request.cookies[login.COOKIE])
    feed, last = Feed(owner=digest), last_event_id(call.request)

    async def alive() -> bool:
        if await call.inbox.read(sessions.find, digest, call.now) is None:
            return False
        await be_there(call.inbox, call.user.id)
        return True

    await be_there(call.inbox, call.user.id)
    with call.live.watch(feed, last) as start:
        return await pump(call.request, feed, call.live.opening(feed, start, last), alive)


async def be_there(inbox: Inbox, user_id: UserId) -> None:
    """Whoever has the inbox open may be given threads."""
    if not await inbox.read(desks.is_fresh, user_id, inbox.clock()):
        await inbox.write(desks.arrive, user_id, inbox.clock())


def last_event_id(request: web.Request) -> int | None:
    """None for a new client; -1, which no event has, for what is no number of ours."""
    given = request.headers.get("Last-Event-ID", "")
    if not given:
        return None
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else -1
