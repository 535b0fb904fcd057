"""Views of an agent's own; nobody else sees or changes them."""

from types import NoneType
from typing import Annotated

import msgspec

from inbox import views
from inbox.queue import View
from inbox.views import SavedView, Shows, TeamName
from inbox.words import TeamId, UserId, ViewId
from web.api.messages import Uuid
from web.call import Call
from web.table import Nothing, Table

routes = Table()

Word = Annotated[str, msgspec.Meta(max_length=50)]


class Narrowed(msgspec.Struct, frozen=True):
    """What is given must hold. channel: of the last message. tag: of the current episode. language: ISO 639-1."""

    view: View = "queue"
    channel: Word = ""
    tag: Word = ""
    team_id: Uuid | None = None
    assignee_id: Uuid | None = None
    angry: bool = False
    language: Annotated[str, msgspec.Meta(max_length=8)] = ""


class NewView(msgspec.Struct, frozen=True):
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern=r"\S")]
    document: Narrowed


def shows(one: Narrowed) -> Shows:
    team_id = TeamId(one.team_id) if one.team_id else None
    assignee_id = UserId(one.assignee_id) if one.assignee_id else None
    return Shows(one.channel, one.tag, team_id, assignee_id, one.angry, one.language, view=one.view)


@routes.on("GET", "/api/v1/views", "agent", takes=Nothing, gives=list[SavedView])
async def show(call: Call[Nothing]) -> list[SavedView]:
    """One's own views, oldest first."""
    return await call.inbox.read(views.all, call.user.id)


@routes.on("POST", "/api/v1/views", "agent", takes=NewView, gives=SavedView)
async def add(call: Call[NewView]) -> SavedView:
    """Keep a view under a name."""
    return await call.inbox.write(views.add, call.user.id, call.body.name, shows(call.body.document), call.now)


@routes.on("PUT", "/api/v1/views/{id}", "agent", takes=NewView, gives=SavedView)
async def change(call: Call[NewView]) -> SavedView:
    """Rename a view of one's own, or let it show something else."""
    changed = call.body.name, shows(call.body.document)
    return await call.inbox.write(views.change, call.user.id, ViewId(call.id), *changed)


@routes.on("DELETE", "/api/v1/views/{id}", "agent", takes=Nothing, gives=NoneType)
async def remove(call: Call[Nothing]) -> None:
    """Forget a view of one's own; what it shows stays."""
    await call.inbox.write(views.remove, call.user.id, ViewId(call.id))


@routes.on("GET", "/api/v1/team-names", "agent", takes=Nothing, gives=list[TeamName])
async def teams(call: Call[Nothing]) -> list[TeamName]:
    """All teams by name, to narrow a view to one of them."""
    return await call.inbox.read(views.teams)
