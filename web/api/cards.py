"""The memory card: everything that is known of whoever a thread is with, in one answer."""

from types import NoneType

from inbox import looks
from inbox.card import Card
from inbox.words import ThreadId
from router import local
from web.call import Call
from web.reads import READS
from web.table import Nothing, Table

routes = Table()


@routes.on("GET", "/api/v1/threads/{id}/card", "agent", takes=Nothing, gives=Card)
async def show(call: Call[Nothing]) -> Card:
    """Who this is, how it went, what was promised, and when you last looked."""
    card = await call.inbox.read(local.show, ThreadId(call.id), call.user.id, call.now)
    call.request.app[READS].note(call.user.id, card.customer.id, call.now)
    return card


@routes.on("POST", "/api/v1/threads/{id}/looked", "agent", takes=Nothing, gives=NoneType)
async def looked(call: Call[Nothing]) -> None:
    """You have looked at this thread until now; what comes later will be marked."""
    await call.inbox.write(looks.record, call.user.id, ThreadId(call.id), call.now)
