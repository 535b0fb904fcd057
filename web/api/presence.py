"""Telling colleagues which thread one has before one."""

from types import NoneType
from typing import Annotated

import msgspec

from inbox.words import ThreadId
from web.api.messages import Uuid
from web.call import Call
from web.presence import Doing, Sign
from web.table import Table

routes = Table()


class Showing(msgspec.Struct, frozen=True):
    """window: made up by each window of the browser for itself, so that two of one person can tell of two threads.

    thread_id: None once it shows none, or nobody is before it.
    """

    window: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    thread_id: Uuid | None = None
    doing: Doing = "viewing"


@routes.on("POST", "/api/v1/presence", "agent", takes=Showing, gives=NoneType)
async def show(call: Call[Showing]) -> None:
    """Say what this window shows. Holds for 30 seconds; colleagues see it on the live stream."""
    shown = call.body
    thread_id = None if shown.thread_id is None else ThreadId(shown.thread_id.lower())
    call.presence.give(Sign(shown.window, call.user.id, call.user.name, thread_id, shown.doing))
