"""Who is next, and whom one passes over."""

from types import NoneType
from typing import Annotated

import msgspec

from inbox import landing, skips
from inbox.words import Thread, ThreadId
from web.api.messages import Uuid
from web.call import Call
from web.table import Nothing, Table

routes = Table()


class Leaving(msgspec.Struct, frozen=True):
    """after: the thread that is left; it is not the next one."""

    after: Uuid | None = None


class Landed(msgspec.Struct, frozen=True):
    """thread: one's own from now on; null where nobody waits."""

    thread: Thread | None


class Passing(msgspec.Struct, frozen=True):
    """In the agent's words, or one of "skill", "language", "colleague" and "later"; supervisors read it."""

    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=r"\S")]


@routes.on("POST", "/api/v1/next", "agent", takes=Leaving, gives=Landed)
async def land(call: Call[Leaving]) -> Landed:
    """Take the most urgent thread that waits, of one's own and of the queue; nobody else is given the same one."""
    after = ThreadId(call.body.after) if call.body.after else None
    viewed = call.presence.viewing(but=call.user.id)
    return Landed(await call.inbox.write(landing.land, call.user.id, after, viewed, call.now))


@routes.on("POST", "/api/v1/threads/{id}/skip", "agent", takes=Passing, gives=Thread)
async def skip(call: Call[Passing]) -> Thread:
    """Pass a thread over until the customer writes again; who has it gives it back. Its due stays as it is."""
    reason = call.body.reason.strip()
    return await call.inbox.write(skips.skip, ThreadId(call.id), call.user.id, reason, call.now)


@routes.on("DELETE", "/api/v1/threads/{id}/skip", "agent", takes=Nothing, gives=NoneType)
async def unskip(call: Call[Nothing]) -> None:
    """It may come up again."""
    await call.inbox.write(skips.unskip, ThreadId(call.id), call.user.id)
