"""Macros: answers that are written often. Everybody's are looked after by supervisors, one's own by oneself."""

from datetime import datetime
from types import NoneType
from typing import Annotated

import msgspec

from inbox import macros
from inbox.door import Conn
from inbox.errors import NotFound
from inbox.macros import Macro
from inbox.words import MacroId, User
from web.answers import Denied
from web.api.messages import Text
from web.call import Call
from web.table import RANK, Nothing, Table

routes = Table()


class NewMacro(msgspec.Struct, frozen=True):
    """text: with {{customer.first_name}} and the like where it differs. shared: everybody's."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern=r"\S")]
    text: Text
    shared: bool = False


class Worded(msgspec.Struct, frozen=True):
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern=r"\S")]
    text: Text


@routes.on("GET", "/api/v1/macros", "agent", takes=Nothing, gives=list[Macro])
async def show(call: Call[Nothing]) -> list[Macro]:
    """One's own, and everybody's."""
    return await call.inbox.read(macros.all, call.user.id)


@routes.on("POST", "/api/v1/macros", "agent", takes=NewMacro, gives=Macro)
async def add(call: Call[NewMacro]) -> Macro:
    """Keep an answer for the next time; everybody's is for supervisors to keep."""
    body = call.body
    if body.shared:
        demand_supervisor(call.user)
    return await call.inbox.write(macros.add, None if body.shared else call.user.id, body.name, body.text, call.now)


@routes.on("PUT", "/api/v1/macros/{id}", "agent", takes=Worded, gives=Macro)
async def change(call: Call[Worded]) -> Macro:
    """Say it otherwise."""
    return await call.inbox.write(_change, MacroId(call.id), call.user, call.body, call.now)


@routes.on("DELETE", "/api/v1/macros/{id}", "agent", takes=Nothing, gives=NoneType)
async def remove(call: Call[Nothing]) -> None:
    """It is not written any more."""
    await call.inbox.write(_remove, MacroId(call.id), call.user)


def _change(conn: Conn, macro_id: MacroId, user: User, new: Worded, now: datetime) -> Macro:
    demand_own(conn, macro_id, user)
    return macros.change(conn, macro_id, new.name, new.text, now)


def _remove(conn: Conn, macro_id: MacroId, user: User) -> None:
    demand_own(conn, macro_id, user)
    macros.remove(conn, macro_id)


def demand_own(conn: Conn, macro_id: MacroId, user: User) -> None:
    """Of somebody else's, nobody learns that it is there."""
    owner_id = macros.get(conn, macro_id).owner_id
    if owner_id is None:
        demand_supervisor(user)
    elif owner_id != user.id:
        raise NotFound(macros.GONE)


def demand_supervisor(user: User) -> None:
    if RANK[user.role] < RANK["supervisor"]:
        raise Denied(403, "forbidden", "Only supervisors change macros that everybody has. Keep one of your own.")
