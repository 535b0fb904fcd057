"""Signing in and out, and what one may change about oneself."""

from types import NoneType
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from inbox import preferences, sessions, users
from inbox.clock import Clock
from inbox.door import Conn
from inbox.preferences import Preferences, Wish
from inbox.words import User, UserId
from web import login
from web.call import LOGIN, Call
from web.proxies import caller
from web.table import PUBLIC, Nothing, Table

routes = Table()
T = TypeVar("T")

Language = Literal["en", "es"]


class Me(msgspec.Struct, frozen=True):
    """Who I am, the token that every change must carry in X-CSRF-Token, and how my screens behave."""

    user: User
    csrf: str
    preferences: Preferences


class SignIn(msgspec.Struct, frozen=True):
    email: Annotated[str, msgspec.Meta(max_length=254)]
    password: Annotated[str, msgspec.Meta(max_length=10_000)]


class Own(msgspec.Struct, frozen=True):
    """What is not there stays as it is."""

    language: Language | UnsetType = UNSET
    preferences: Wish | UnsetType = UNSET


@routes.on("GET", "/api/v1/session", "agent", takes=Nothing, gives=Me)
async def show(call: Call[Nothing]) -> Me:
    """Who is signed in."""
    return Me(call.user, call.session.csrf, await call.inbox.read(preferences.of, call.user.id))


@routes.on("POST", "/api/v1/session", PUBLIC, takes=SignIn, gives=Me)
async def sign_in(call: Call[SignIn]) -> Me:
    """Sign in; the cookie comes with the answer."""
    ip = caller(call.request, call.settings.proxies)
    user = await call.request.app[LOGIN].check(call.inbox, call.body.email, call.body.password, ip)
    return await welcome(call, user)


async def welcome(call: Call[T], user: User) -> Me:
    """Begin a session; setting up Hilo ends here too."""
    session, cookie = await login.begin(call.inbox, user)
    call.keep(cookie)
    return Me(session.user, session.csrf, await call.inbox.read(preferences.of, user.id))


@routes.on("DELETE", "/api/v1/session", "agent", takes=Nothing, gives=NoneType)
async def sign_out(call: Call[Nothing]) -> None:
    """Sign out, and end this session's live streams."""
    digest = login.digest(call.request.cookies[login.COOKIE])
    await call.inbox.write(sessions.close, digest)
    call.live.end_session(digest)
    call.keep("")


@routes.on("PATCH", "/api/v1/me", "agent", takes=Own, gives=Me)
async def prefer(call: Call[Own]) -> Me:
    """Choose the language of one's own screens, and how they behave."""
    user, wanted = await call.inbox.write(_prefer, call.user.id, call.body, call.inbox.clock)
    return Me(user, call.session.csrf, wanted)


def _prefer(conn: Conn, user_id: UserId, own: Own, clock: Clock) -> tuple[User, Preferences]:
    if own.language is not UNSET:
        users.set_language(conn, user_id, own.language)
    if own.preferences is not UNSET:
        preferences.change(conn, user_id, own.preferences, clock())
    return users.get(conn, user_id), preferences.of(conn, user_id)
