"""How long people may wait: the table, what a change would do, and how it was before."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import msgspec

from inbox import tables
from inbox.tables import Saved, Saving, Unsound
from router import previewing
from router.previewing import Preview
from web.answers import Denied
from web.body import LARGEST
from web.call import Call
from web.table import Nothing, Table

routes = Table()

TableId = Annotated[int, msgspec.Meta(ge=0, le=LARGEST)]


class Edited(msgspec.Struct, frozen=True):
    """over: the id of the table that was edited; without it, whatever was saved meanwhile is replaced."""

    table: tables.Table
    over: TableId | None = None


class Tried(msgspec.Struct, frozen=True):
    table: tables.Table


class Earlier(msgspec.Struct, frozen=True):
    """id: from the history; 0 is the table that Hilo comes with."""

    id: TableId


@routes.on("GET", "/api/v1/patience", "supervisor", takes=Nothing, gives=Saved)
async def show(call: Call[Nothing]) -> Saved:
    """The patience table that holds."""
    return await call.inbox.read(tables.current)


@routes.on("PUT", "/api/v1/patience", "supervisor", takes=Edited, gives=Saved)
async def save(call: Call[Edited]) -> Saved:
    """Let another table hold: for new messages at once, for those who wait a moment later."""
    with demanding_sound():
        return await call.inbox.write(tables.save, call.body.table, call.user.id, call.now, call.body.over)


@routes.on("POST", "/api/v1/patience/preview", "supervisor", takes=Tried, gives=Preview)
async def preview(call: Call[Tried]) -> Preview:
    """Where the threads of the queue would stand by this table. Nothing is changed."""
    with demanding_sound():
        tables.demand_sound(call.body.table)
    return await call.inbox.read(previewing.preview, call.body.table, call.now)


@routes.on("GET", "/api/v1/patience/history", "supervisor", takes=Nothing, gives=list[Saving])
async def history(call: Call[Nothing]) -> list[Saving]:
    """Who changed what of the table, newest first."""
    return await call.inbox.read(tables.history)


@routes.on("POST", "/api/v1/patience/restore", "supervisor", takes=Earlier, gives=Saved)
async def restore(call: Call[Earlier]) -> Saved:
    """Let an earlier table hold again."""
    with demanding_sound():
        return await call.inbox.write(tables.restore, call.body.id, call.user.id, call.now)


@contextmanager
def demanding_sound() -> Iterator[None]:
    try:
        yield
    except Unsound as wrong:
        raise Denied(422, "unsound", str(wrong), field=wrong.field) from wrong
