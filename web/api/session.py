"""Signing in and out, and what one may change about oneself."""

from types import NoneType
from typing import Annotated, Literal, TypeVar

import msgspec

from inbox import sessions, users
from inbox.door import Conn
from inbox.words import User, UserId
from web import login
from web.call import LOGIN, Call
from web.sse import end_of_session
from web.table import PUBLIC, Nothing, Table

routes = Table()
T = TypeVar("T")

Language = Literal["en", "es"]


class Me(msgspec.Struct, frozen=True):
    """Who I am, and the token that every change must carry in X-CSRF-Token."""

    user: User
    csrf: str


class SignIn(msgspec.Struct, frozen=True):
    email: Annotated[str, msgspec.Meta(max_length=254)]
    password: Annotated[str, msgspec.Meta(max_length=10_000)]


class Preferences(msgspec.Struct, frozen=True):
    language: Language


@routes.on("GET", "/api/v1/session", "agent", takes=Nothing, gives=Me)
async def show(call: Call[Nothing]) -> Me:
    """Who is signed in."""
    return Me(call.user, call.session.csrf)


@routes.on("POST", "/api/v1/session", PUBLIC, takes=SignIn, gives=Me)
async def sign_in(call: Call[SignIn]) -> Me:
    """Sign in; the cookie comes with the answer."""
    ip = login.address(call.request)
    user = await call.request.app[LOGIN].check(call.inbox, call.body.email, call.body.password, ip)
    return await welcome(call, user)


async def welcome(call: Call[T], user: User) -> Me:
    """Begin a session; setting up Hilo ends here too."""
    session, cookie = await login.begin(call.inbox, user)
    call.keep(cookie)
    return Me(session.user, session.csrf)


@routes.on("DELETE", "/api/v1/session", "agent", takes=Nothing, gives=NoneType)
async def sign_out(call: Call[Nothing]) -> None:
    """Sign out, and end this session's live streams."""
    digest = login.digest(call.request.cookies[login.COOKIE])
    await call.inbox.write(sessions.close, digest)
    end_of_session(call.request.app, digest)
    call.keep("")


@routes.on("PATCH", "/api/v1/me", "agent", takes=Preferences, gives=User)
async def prefer(call: Call[Preferences]) -> User:
    """Choose the language of one's own screens."""
    return await call.inbox.write(_prefer, call.user.id, call.body.language)


def _prefer(conn: Conn, user_id: UserId, language: Language) -> User:
    users.set_language(conn, user_id, language)
    return users.get(conn, user_id)
