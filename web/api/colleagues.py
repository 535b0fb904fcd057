"""Colleagues: to whom a thread can be handed, and whom a note can name."""

import msgspec

from inbox import desks, handing
from inbox.words import Thread, ThreadId, UserId
from web.api.messages import Uuid
from web.call import Call
from web.table import Nothing, Table

routes = Table()


class Colleague(msgspec.Struct, frozen=True):
    """there: they say so, and one of their screens is open. waiting: threads of theirs in which somebody waits."""

    id: UserId
    name: str
    there: bool
    waiting: int


@routes.on("GET", "/api/v1/colleagues", "agent", takes=Nothing, gives=list[Colleague])
async def show(call: Call[Nothing]) -> list[Colleague]:
    """Everybody who may sign in, oneself too, by name."""
    found = await call.inbox.read(desks.all, call.now)
    return [Colleague(one.user_id, one.name, one.there, len(one.held)) for one in found]


class Handing(msgspec.Struct, frozen=True):
    """user_id: to whom; null: to nobody, so that it is back in the queue."""

    user_id: Uuid | None


@routes.on("POST", "/api/v1/threads/{id}/assign", "agent", takes=Handing, gives=Thread)
async def assign(call: Call[Handing]) -> Thread:
    """Hand a thread to a colleague, or back to the queue."""
    to = UserId(call.body.user_id) if call.body.user_id else None
    return await call.inbox.write(handing.hand, ThreadId(call.id), to, call.user.id, call.now)
