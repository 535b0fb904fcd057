"""What was done with a thread, between the messages."""

from typing import Annotated

import msgspec

from inbox import steps, threads
from inbox.door import Conn
from inbox.steps import StepPage
from inbox.words import ThreadId
from web.call import Call
from web.table import Table

routes = Table()


class StepsBefore(msgspec.Struct, frozen=True):
    """before: the seq of the first step that is there already."""

    before: Annotated[int, msgspec.Meta(ge=1)] | None = None


@routes.on("GET", "/api/v1/threads/{id}/steps", "agent", takes=StepsBefore, gives=StepPage)
async def page(call: Call[StepsBefore]) -> StepPage:
    """What was done with a thread: who took it, gave it back, closed it or put it aside."""
    return await call.inbox.read(_page, ThreadId(call.id), call.body.before)


def _page(conn: Conn, thread_id: ThreadId, before: int | None) -> StepPage:
    return steps.page(conn, threads.get(conn, thread_id).id, before)
