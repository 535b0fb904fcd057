"""Putting threads aside, and back on the table."""

from datetime import datetime
from typing import Annotated

import msgspec

from inbox import snoozing
from inbox.words import Thread, ThreadId
from web.call import Call
from web.table import Nothing, Table

routes = Table()
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Aside(msgspec.Struct, frozen=True):
    """until: a moment with its zone; null: until the customer writes. It is back sooner where an answer is due."""

    until: Moment | None


@routes.on("POST", "/api/v1/threads/{id}/snooze", "agent", takes=Aside, gives=Thread)
async def snooze(call: Call[Aside]) -> Thread:
    """Put an open thread aside; it is the caller's, and comes back to them."""
    return await call.inbox.write(snoozing.snooze, ThreadId(call.id), call.body.until, call.user.id, call.now)


@routes.on("POST", "/api/v1/threads/{id}/wake", "agent", takes=Nothing, gives=Thread)
async def wake(call: Call[Nothing]) -> Thread:
    """Put it back on the table."""
    return await call.inbox.write(snoozing.wake, ThreadId(call.id), call.user.id, call.now)
