"""Ways: where an answer to a customer may go, and what may be sent there."""

from inbox.words import ThreadId
from router import policy
from router.policy import Way
from web.call import Call
from web.table import Nothing, Table

routes = Table()


@routes.on("GET", "/api/v1/threads/{id}/ways", "agent", takes=Nothing, gives=list[Way])
async def show(call: Call[Nothing]) -> list[Way]:
    """All addresses of a thread's customer, each with what its channel lets through now."""
    return await call.inbox.read(policy.ways_to, ThreadId(call.id), call.now)
