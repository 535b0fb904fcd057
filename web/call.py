"""One request as its handler sees it: already authorised and validated."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Generic, TypeVar
from uuid import UUID

from aiohttp import web

from inbox.door import Inbox
from inbox.errors import NotFound
from inbox.sessions import Session
from inbox.words import User
from router.mood.scorers import Scorers
from web.live import Live
from web.login import Login
from web.presence import Presence
from web.settings import Settings

T = TypeVar("T")

INBOX = web.AppKey("inbox", Inbox)
SETTINGS = web.AppKey("settings", Settings)
LIVE = web.AppKey("live", Live)
LOGIN = web.AppKey("login", Login)
PRESENCE = web.AppKey("presence", Presence)
DEMO = web.AppKey("demo", bool)
SCORERS = web.AppKey("scorers", Scorers)


NEW_COOKIE = web.RequestKey("new_cookie", str)


@dataclass(frozen=True)
class Call(Generic[T]):
    """`body` is the query of a GET, and the JSON body of everything else."""

    request: web.Request
    body: T
    signed_in: Session | None

    @property
    def inbox(self) -> Inbox:
        return self.request.app[INBOX]

    @property
    def settings(self) -> Settings:
        return self.request.app[SETTINGS]

    @property
    def live(self) -> Live:
        return self.request.app[LIVE]

    @property
    def presence(self) -> Presence:
        return self.request.app[PRESENCE]

    @property
    def scorers(self) -> Scorers:
        return self.request.app[SCORERS]

    @property
    def now(self) -> datetime:
        return self.inbox.clock()

    @property
    def session(self) -> Session:
        """Who calls. A public route has nobody: asking there is a mistake in the code."""
        if self.signed_in is None:
            raise LookupError("a public route has no session")
        return self.signed_in

    @property
    def user(self) -> User:
        return self.session.user

    @property
    def id(self) -> str:
        """The {id} of the path."""
        return self.named("id")

    def named(self, name: str) -> str:
        """An id in the path. Raises NotFound where it is no id at all, as some engines refuse to compare it."""
        try:
            return canonical(self.request.match_info[name])
        except ValueError:
            raise NotFound("There is nothing at this address.") from None

    def keep(self, cookie: str) -> None:
        """Send this login cookie with the answer; an empty one takes it away."""
        self.request[NEW_COOKIE] = cookie


@lru_cache(1024)
def canonical(given: str) -> str:
    """An id as the database has it. Raises ValueError."""
    return str(UUID(given))
