"""Teams: who answers what, and whether it is handed out."""

from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from inbox import teams
from inbox.teams import Parted, Team, Wanted
from inbox.words import AccountId, TeamId, UserId
from web.api.messages import Uuid
from web.call import Call
from web.table import Nothing, Table

routes = Table()

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"\S")]
Ids = Annotated[list[Uuid], msgspec.Meta(max_length=1000)]


class NewTeam(msgspec.Struct, frozen=True):
    """assigns: hand out its threads. account_ids: what comes by them; an account has one team at most."""

    name: Name
    assigns: bool = False
    member_ids: Ids = []
    account_ids: Ids = []


class Revision(msgspec.Struct, frozen=True):
    """What is left out stays as it is."""

    name: Name | UnsetType = UNSET
    assigns: bool | UnsetType = UNSET
    member_ids: Ids | UnsetType = UNSET
    account_ids: Ids | UnsetType = UNSET


@routes.on("GET", "/api/v1/teams", "supervisor", takes=Nothing, gives=list[Team])
async def show(call: Call[Nothing]) -> list[Team]:
    """All teams, by name."""
    return await call.inbox.read(teams.all)


@routes.on("POST", "/api/v1/teams", "supervisor", takes=NewTeam, gives=Team)
async def add(call: Call[NewTeam]) -> Team:
    """Make a team. Accounts that it is given leave the team that they had."""
    body = call.body
    return await call.inbox.write(teams.add, body.name, wanted(body), call.user.id, call.now)


def wanted(body: NewTeam | Revision) -> Wanted:
    members = UNSET if body.member_ids is UNSET else [UserId(one) for one in body.member_ids]
    accounts = UNSET if body.account_ids is UNSET else [AccountId(one) for one in body.account_ids]
    return Wanted(body.name, body.assigns, members, accounts)


@routes.on("PATCH", "/api/v1/teams/{id}", "supervisor", takes=Revision, gives=Team)
async def change(call: Call[Revision]) -> Team:
    """Rename a team, or say who is in it, what comes to it, and whether that is handed out."""
    return await call.inbox.write(teams.change, TeamId(call.id), wanted(call.body), call.user.id, call.now)


@routes.on("DELETE", "/api/v1/teams/{id}", "supervisor", takes=Nothing, gives=Parted)
async def remove(call: Call[Nothing]) -> Parted:
    """Remove a team. Its accounts, and the threads that wait for it, are everybody's from now on."""
    return await call.inbox.write(teams.remove, TeamId(call.id), call.user.id, call.now)
