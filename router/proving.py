"""The mail with a one-time code, by which a chat visitor proves that an address is theirs. It belongs to no thread."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from secrets import randbelow
from typing import Literal

import structlog

from connectors.contract import Address, Connector, Locates, Outgoing, Refused, TryLater, Uncertain
from connectors.registry import CONNECTORS
from inbox import accounts
from inbox.door import Inbox
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.words import Account
from router.switchboard import equipped, reader_of
from router.translate import contact

Language = Literal["en", "es"]
SECONDS = 12.0
"""For the mail server to take the letter: the visitor's window waits for it."""

log = structlog.get_logger()

SUBJECT = {"en": "{code} is your code", "es": "{code} es tu código"}
TEXT = {
    "en": """Your code for the chat{place} is:

{code}

Enter it in the chat within ten minutes. It shows that this address is yours, and what we have written to each other
appears there.

If you did not ask for it, leave it: nobody can see anything without it.""",
    "es": """Tu código para el chat{place} es:

{code}

Escríbelo en el chat en los próximos diez minutos. Así sabemos que esta dirección es tuya, y verás allí lo que nos hemos
escrito.

Si no lo has pedido, no hagas nada: sin él nadie puede ver nada.""",
}
OF = {"en": " of {title}", "es": " de {title}"}


@dataclass(frozen=True)
class Letter:
    """title: of the chat in which the code is to be entered."""

    title: str
    language: Language


class UnsentError(Exception):
    """The letter could not be sent; its text is a sentence for the visitor."""


def new_code() -> str:
    """Six digits, each as likely as the others."""
    return f"{randbelow(1_000_000):06}"


async def sender(inbox: Inbox) -> Account | None:
    """The e-mail account that sends codes: one that works, if there is any."""
    every = await inbox.read(accounts.all)
    able = [one for one in every if one.channel == "email" and one.connector in CONNECTORS and not one.paused]
    return min(able, key=lambda one: bool(one.alarm), default=None)


def located(account: Account, typed: str) -> Contact | None:
    """The address as it is known everywhere; None for what is none, or is our own."""
    connector = reader_of(account)
    if not isinstance(connector, Locates):
        return None
    with suppress(Refused):
        return contact(account.id, connector.locate(typed))
    return None


async def send_code(inbox: Inbox, account: Account, to: Contact, code: str, letter: Letter) -> None:
    """Raises UnsentError, or InboxError where the account cannot be used."""
    connector = await equipped(inbox, account)
    try:
        async with asyncio.timeout(SECONDS):
            await post(connector, to, code, letter)
    except Refused as refused:
        raise UnsentError(
            "Our mail server did not take a message to this address. Check how it is written."
        ) from refused
    except (TryLater, Uncertain, TimeoutError) as trouble:
        log.warning("a one-time code could not be sent", account=account.id, kind=type(trouble).__name__)
        raise UnsentError("Our mail server does not answer right now. Try again in a few minutes.") from trouble


async def post(connector: Connector, to: Contact, code: str, letter: Letter) -> None:
    subject = SUBJECT[letter.language].format(code=code)
    text = TEXT[letter.language].format(code=code, place=place(letter))
    letter_id = new_id()
    await connector.send(Outgoing(letter_id, Address(to.channel, to.address), text, subject, ref=letter_id))


def place(letter: Letter) -> str:
    title = " ".join(letter.title.split())
    return OF[letter.language].format(title=title) if title else ""
