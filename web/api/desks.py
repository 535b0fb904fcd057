"""Desks: who is there to answer, and how much they have to do."""

import msgspec

from inbox import desks
from inbox.words import Role, TeamId, UserId
from router import assigning
from web.call import Call
from web.table import Nothing, Table

routes = Table()


class Desk(msgspec.Struct, frozen=True):
    """available: as they say; online: one of their screens is open, or was just now. Who is both may be given threads.

    waiting: threads of theirs in which somebody waits. load: what these weigh, a calm one 1 and an angry one 2.
    capacity: how much load they take.
    """

    user_id: UserId
    name: str
    role: Role
    available: bool
    online: bool
    waiting: int
    load: float
    capacity: int
    skills: list[str]
    team_ids: list[TeamId]


class Availability(msgspec.Struct, frozen=True):
    available: bool


@routes.on("GET", "/api/v1/desks", "supervisor", takes=Nothing, gives=list[Desk])
async def show(call: Call[Nothing]) -> list[Desk]:
    """Of everybody who may sign in, by name."""
    return [shown(one) for one in await call.inbox.read(desks.all, call.now)]


@routes.on("GET", "/api/v1/me/desk", "agent", takes=Nothing, gives=Desk)
async def own(call: Call[Nothing]) -> Desk:
    """One's own."""
    return shown(await call.inbox.read(desks.get, call.user.id, call.now))


@routes.on("PUT", "/api/v1/me/available", "agent", takes=Availability, gives=Desk)
async def say(call: Call[Availability]) -> Desk:
    """Say whether one is there. Away: nothing new comes, and after a minute what waits goes back to the queue."""
    return shown(await call.inbox.write(desks.set_available, call.user.id, call.body.available, call.now))


def shown(one: desks.Desk) -> Desk:
    return Desk(
        one.user_id, one.name, one.role, one.available, one.online, len(one.held), assigning.load(one),
        assigning.capacity(one), list(one.skills), list(one.team_ids),
    )  # fmt: skip
