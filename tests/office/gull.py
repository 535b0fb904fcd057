"""A channel with every limit that there is, whose provider says what a test wants it to say."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any, ClassVar

from connectors.contract import Address, Happening, Limits, Outgoing, Raw, Refused, Sent, Template
from inbox import accounts, journal
from inbox.accounts import NewAccount
from inbox.arrivals import Arrival, Read
from inbox.door import Inbox
from inbox.identities import Contact
from inbox.journal import Entry
from inbox.receive import receive
from inbox.words import Account, AccountId, Mood
from router.patience import judge

KB = 1024
WELCOME = Template("t1", "welcome", "en", "Dear {{name}}, we close at {{ hour }}. Yours, {{other}}", ("name", "hour"))
BIENVENIDA = Template("t1", "welcome", "es", "Hola {{name}}, cerramos a las {{hour}}.", ("name", "hour"))
numbers = count(1)


@dataclass(frozen=True)
class Settings:
    pass


async def two_templates() -> list[Template]:
    return [WELCOME, BIENVENIDA]


class Tern:
    """The same without any ability."""

    name: ClassVar[str] = "tern"
    channel: ClassVar[str] = "gull"
    title: ClassVar[dict[str, str]] = {"en": "Gull post", "es": "Gaviotas"}
    Settings: ClassVar[type[Any]] = Settings
    hostile: ClassVar[bool] = False
    idempotent: ClassVar[bool] = False

    def __init__(self, account_id: str, settings: Settings) -> None:
        self.account_id = account_id

    async def send(self, outgoing: Outgoing) -> Sent:
        return Sent(outgoing.message_id)

    def read(self, raw: Raw) -> list[Happening]:
        return []


class Gull(Tern):
    """offers: awaited for the templates. asked: how often that was."""

    name: ClassVar[str] = "gull"
    limits: ClassVar[Limits] = Limits(
        longest=100,
        window=timedelta(hours=24),
        templates=True,
        files=2,
        biggest={"image/": 10 * KB, "image/png": 20 * KB, "application/pdf": 30 * 1024 * KB},
        captions=False,
    )
    offers: ClassVar[Callable[[], Awaitable[list[Template]]]] = staticmethod(two_templates)
    asked: ClassVar[int] = 0

    def locate(self, typed: str) -> Address:
        """A rock's number; one that begins with 9 means something to this account alone."""
        address = re.sub(r"\D", "", typed)
        if not address:
            raise Refused("This is no rock. Write its number.")
        return Address("gull", address, scoped=address.startswith("9"))

    async def templates(self) -> list[Template]:
        type(self).asked += 1
        return await type(self).offers()


def rock(address: str = "100") -> Contact:
    return Contact("gull", "", address, "", "proven")


async def gull_account(inbox: Inbox, name: str = "Cliff", connector: str = "gull") -> Account:
    return await inbox.write(accounts.add, inbox.box, NewAccount(connector, name, {}, {}, "gull"), inbox.clock())


async def hears(inbox: Inbox, account_id: AccountId, who: Contact, text: str = "Kraa", **more: Any) -> None:
    """A customer writes by an account."""
    now, key = inbox.clock(), f"gull-{next(numbers)}"
    await inbox.batch(journal.append, Entry(account_id, key, b"raw", {}, now))
    [row] = await inbox.read(journal.unread, 1)
    arrival = Arrival(row.seq, account_id, key, who, now, text, text, Mood(), **more)
    await inbox.write(receive, [Read(row.seq, (arrival,))], judge, now)


def ago(inbox: Inbox, **time: float) -> datetime:
    return inbox.clock() - timedelta(**time)
