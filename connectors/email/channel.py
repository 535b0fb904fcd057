"""The e-mail channel: a mailbox to follow, a server to send by, and one address for both."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar

from msgspec.structs import replace

from connectors.contract import (
    Address,
    Happening,
    Incoming,
    Keep,
    Outgoing,
    Raw,
    Receipt,
    Refused,
    Sent,
    TryLater,
)
from connectors.email import imap, reading, settings, smtp
from connectors.email.address import mailboxes, normalise
from connectors.email.compose import compose, ref_of
from connectors.email.line import connect
from connectors.email.server import Server

CHECK_SECONDS = 10.0
"""Somebody sits before a form and waits."""
POSTABLE = re.compile(r"[^\s@<>()\[\],;:\"\\\x00-\x1f]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}")
"""An address that a mail server outside could take (RFC 5321, 4.5.3.1): no quoting, and a domain with a dot."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Email:
    name: ClassVar[str] = "email"
    channel: ClassVar[str] = "email"
    title: ClassVar[dict[str, str]] = {"en": "E-mail", "es": "Correo electrónico"}
    Settings: ClassVar[type[Any]] = settings.Settings
    hostile: ClassVar[bool] = True
    idempotent: ClassVar[bool] = False

    def __init__(self, account_id: str, settings: settings.Settings, clock: Callable[[], datetime] = _utc_now) -> None:
        self._account_id, self._settings, self._clock = account_id, settings, clock
        s = settings
        self._imap = Server("IMAP", s.imap_host, s.imap_port, s.imap_security, s.imap_user, s.imap_password)
        self._smtp = Server("SMTP", s.smtp_host, s.smtp_port, s.smtp_security, s.smtp_user, s.smtp_password)

    async def listen(self, cursor: str, keep: Keep) -> None:
        await imap.Follower(self._imap, self._settings.mailbox, self._settings.history).listen(cursor, keep)

    def read(self, raw: Raw) -> list[Happening]:
        own = (self._settings.address,)
        found = reading.read(raw, trusted_authserv_id=self._settings.trusted_authserv_id, own_addresses=own)
        return [_with_our_refs(one) for one in found]

    async def send(self, outgoing: Outgoing) -> Sent:
        """Its remote id is the Message-ID, without brackets."""
        s = self._settings
        letter = compose(outgoing, address=s.address, name=s.name, account_id=self._account_id, now=self._clock())
        await smtp.post(self._smtp, letter)
        return Sent(letter.message_id.strip("<>"))

    def locate(self, typed: str) -> Address:
        """As `read` writes addresses, with the name if there is one. Raises Refused."""
        found = mailboxes(typed)
        if len(found) != 1 or not POSTABLE.fullmatch(found[0].address):
            raise Refused("This is no e-mail address. Write one, such as maria@example.com.")
        if found[0].address == normalise(self._settings.address):
            raise Refused("This is our own address. Write the customer's.")
        return Address(self.channel, found[0].address, found[0].display)

    async def check(self) -> None:
        """Log in to both servers. Raises `Refused` with the sentence for the first that does not let us."""
        try:
            async with connect(self._imap, self._settings.mailbox, CHECK_SECONDS):
                pass
            await smtp.check(self._smtp, smtp.Pace(answer=CHECK_SECONDS))
        except TryLater as trouble:
            raise Refused(str(trouble)) from trouble


def _with_our_refs(one: Happening) -> Happening:
    match one:
        case Incoming():
            return replace(one, cites=tuple(map(ref_of, one.cites)))
        case Receipt():
            return replace(one, ref=ref_of(one.ref))
        case _:
            return one
