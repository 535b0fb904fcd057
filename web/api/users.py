"""The people who answer."""

from typing import Annotated

import msgspec

from inbox import users
from inbox.users import NewUser
from inbox.words import Role, User
from web.api.session import Language
from web.call import LOGIN, Call
from web.table import Nothing, Table

routes = Table()

Email = Annotated[str, msgspec.Meta(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"\S")]


class NewColleague(msgspec.Struct, frozen=True):
    name: Name
    email: Email
    role: Role
    password: str
    language: Language = "en"


@routes.on("GET", "/api/v1/users", "admin", takes=Nothing, gives=list[User])
async def show(call: Call[Nothing]) -> list[User]:
    """Everybody who can sign in."""
    return await call.inbox.read(users.all)


@routes.on("POST", "/api/v1/users", "admin", takes=NewColleague, gives=User)
async def add(call: Call[NewColleague]) -> User:
    """Add somebody who answers."""
    body, hashed = call.body, await call.request.app[LOGIN].hash(call.body.password)
    new = NewUser(body.email, body.name, body.role, hashed, body.language)
    return await call.inbox.write(users.add, new, call.now)
