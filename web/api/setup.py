"""The first run: whoever opens Hilo first becomes its admin; afterwards this door is shut."""

import msgspec

from inbox import users
from inbox.clock import Clock
from inbox.door import Conn
from inbox.errors import Conflict
from inbox.users import NewUser
from inbox.words import User
from web.api.session import Language, Me, welcome
from web.api.users import Email, Name
from web.call import DEMO, LOGIN, Call
from web.table import PUBLIC, Nothing, Table

routes = Table()
DONE = "Hilo is set up already. Sign in, or ask an admin for an account."


class Setup(msgspec.Struct, frozen=True):
    """needed: nobody can sign in yet. demo: the inbox is filled with a demonstration."""

    needed: bool
    demo: bool


class FirstAdmin(msgspec.Struct, frozen=True):
    name: Name
    email: Email
    password: str
    language: Language = "en"


@routes.on("GET", "/api/v1/setup", PUBLIC, takes=Nothing, gives=Setup)
async def show(call: Call[Nothing]) -> Setup:
    """Whether the first admin is still to be created."""
    return Setup(await call.inbox.read(users.count) == 0, call.request.app[DEMO])


@routes.on("POST", "/api/v1/setup", PUBLIC, takes=FirstAdmin, gives=Me)
async def create(call: Call[FirstAdmin]) -> Me:
    """Create the first admin, who is signed in at once. Only while there is no user."""
    if await call.inbox.read(users.count):
        raise Conflict(DONE)
    body, hashed = call.body, await call.request.app[LOGIN].hash(call.body.password)
    new = NewUser(body.email, body.name, "admin", hashed, body.language)
    return await welcome(call, await call.inbox.write(_add_first, new, call.inbox.clock))


def _add_first(conn: Conn, new: NewUser, clock: Clock) -> User:
    """Counted again where it counts: two people may set up at once, and the writer takes one after the other."""
    if users.count(conn):
        raise Conflict(DONE)
    return users.add(conn, new, clock())
