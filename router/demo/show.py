"""The demo from outside: prepared before the doors open, then playing until they close."""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from types import TracebackType
from typing import Self

import structlog

from inbox import accounts, customers, users
from inbox.accounts import NewAccount
from inbox.door import Conn, Inbox
from inbox.errors import Conflict
from inbox.users import NewUser
from inbox.words import AccountId, UserId
from router.demo import meta, post, twilio
from router.demo.crowd import Crowd
from router.demo.people import AGENTS, ANA, CARLOS
from router.demo.rehearsal import rehearsal
from router.demo.stage import Stage
from router.demo.story import DAY
from router.forever import forever

log = structlog.get_logger()

NOT_EMPTY = "This inbox is in use; the demo fills only an empty one. Set HILO_DATA to a new folder, such as var/demo."
ACCOUNTS = (
    NewAccount("email", "hola@casalumbre.example", post.SETTINGS, {}),
    NewAccount("chat", "www.casalumbre.example", {"title": "Casa Lumbre"}, {}),
    NewAccount("meta_whatsapp", "+34 600 000 098", meta.SETTINGS, {}, channel="whatsapp"),
    NewAccount("twilio_sms", "+34 600 000 099", twilio.SETTINGS, {}, channel="sms"),
)


class Demo:
    """async with Demo(inbox, hash_password): a demo inbox, with its day being played. Needs a router that runs."""

    def __init__(self, inbox: Inbox, hash_password: Callable[[str], Awaitable[str]]) -> None:
        self._inbox = inbox
        self._hash = hash_password
        self._rehearsing = ExitStack()
        self._playing: asyncio.Task[None] | None = None

    @property
    def password(self) -> str:
        """Made up from the folder's own key: secret to others, and the same at every start."""
        letters = base64.b32encode(self._inbox.box.derive("demo password")).decode().lower()
        return "-".join((letters[:4], letters[4:8], letters[8:12]))

    @property
    def welcome(self) -> str:
        return f"Log in as {ANA.email} (English) or {CARLOS.email} (español) with the password {self.password}."

    async def __aenter__(self) -> Self:
        """Raises Conflict for an inbox that is somebody's own."""
        hashed = await self._hash(self.password)
        new = await self._inbox.write(furnish, self._inbox, hashed)
        stage = Stage(self._inbox, await self._inbox.read(channels), await self._inbox.read(agents))
        self._rehearsing.enter_context(rehearsal())
        self._playing = asyncio.create_task(self._play(stage, new), name="demo")
        return self

    async def _play(self, stage: Stage, new: bool) -> None:
        try:
            if new:
                await stage.play(DAY)
        except Exception:
            log.exception("the demo's day broke off")
        await forever("demo", Crowd(self._inbox, stage).live)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._playing:
            self._playing.cancel()
            await asyncio.wait([self._playing])
        self._rehearsing.close()


def furnish(conn: Conn, inbox: Inbox, hashed: str) -> bool:
    """Agents and accounts, all or none; False where they are already there. Raises Conflict."""
    if users.find_by_email(conn, ANA.email):
        return False
    if users.count(conn) or customers.count(conn) or accounts.all(conn):
        raise Conflict(NOT_EMPTY)
    now = inbox.clock()
    for agent in AGENTS:
        users.add(conn, NewUser(agent.email, agent.name, agent.role, hashed, agent.language), now)
    for account in ACCOUNTS:
        accounts.add(conn, inbox.box, account, now)
    return True


def channels(conn: Conn) -> dict[str, AccountId]:
    """The demo's own accounts, by channel; it was there first."""
    return {one.channel: one.id for one in reversed(accounts.all(conn))}


def agents(conn: Conn) -> dict[str, UserId]:
    return {one.email: one.id for one in users.all(conn)}
