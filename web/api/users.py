"""The people who answer."""

from typing import Annotated

import msgspec

from inbox import sessions, users
from inbox.clock import Clock
from inbox.door import Conn
from inbox.users import Change, NewUser
from inbox.words import Role, User, UserId
from web.api.session import Language
from web.call import LOGIN, Call
from web.table import Nothing, Table

routes = Table()

Email = Annotated[str, msgspec.Meta(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"\S")]
Skill = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,29}\Z")]
Skills = Annotated[tuple[Skill, ...], msgspec.Meta(max_length=50)]
Capacity = Annotated[int, msgspec.Meta(ge=0, le=50)]


class NewColleague(msgspec.Struct, frozen=True):
    name: Name
    email: Email
    role: Role
    password: str
    language: Language = "en"


@routes.on("GET", "/api/v1/users", "admin", takes=Nothing, gives=list[User])
async def show(call: Call[Nothing]) -> list[User]:
    """Everybody who can sign in, and behind them those who no longer can."""
    return await call.inbox.read(users.ever)


@routes.on("POST", "/api/v1/users", "admin", takes=NewColleague, gives=User)
async def add(call: Call[NewColleague]) -> User:
    """Add somebody who answers."""
    body, hashed = call.body, await call.request.app[LOGIN].hash(call.body.password)
    new = NewUser(body.email, body.name, body.role, hashed, body.language)
    return await call.inbox.write(users.add, new, call.now, call.user.id)


class Reappointment(msgspec.Struct, frozen=True):
    """What is not given stays. disabled: they can no longer sign in, and are signed out wherever they are.

    skills: languages by ISO 639-1, "recovery", and a team's own. capacity: so many calm threads at a time, 0 as usual.
    """

    role: Role | None = None
    name: Name | None = None
    language: Language | None = None
    disabled: bool | None = None
    skills: Skills | None = None
    capacity: Capacity | None = None


@routes.on("PATCH", "/api/v1/users/{id}", "admin", takes=Reappointment, gives=User)
async def change(call: Call[Reappointment]) -> User:
    """Change what somebody may do, what they are called, or whether they may sign in at all."""
    wanted = Change(**msgspec.structs.asdict(call.body))
    changed, ended = await call.inbox.write(_change, UserId(call.id), wanted, call.user.id, call.inbox.clock)
    for digest in ended:
        call.live.end_session(digest)
    return changed


def _change(conn: Conn, user_id: UserId, wanted: Change, by: UserId, clock: Clock) -> tuple[User, list[str]]:
    """The session of somebody who was disabled must not come to life again with them."""
    changed = users.change(conn, user_id, wanted, by, clock())
    return changed, sessions.close_all(conn, user_id) if changed.disabled_at else []
