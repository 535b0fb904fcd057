"""Chat on the customer's own site. Nobody stands between us and the visitor, so the database is the delivery.

`web.chat` checks who writes and journals one JSON object per message or receipt; `Chat.read` says what it means.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

import msgspec

from connectors.contract import (
    Address,
    Happening,
    Ignored,
    Incoming,
    Limits,
    Outgoing,
    Raw,
    Receipt,
    Refused,
    Sent,
    setting,
)

LONGEST = 10_000
"""Characters of one message; more than a hurried visitor types, less than a pasted log file."""

SHORTEST_SECRET = 32
"""Bytes; RFC 7518, 3.2 asks for a key at least as long as the hash."""

ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9a-fA-F:]+\])(?::\d{1,5})?")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@(?:[^\s@<>()\[\],;:\"\\.]{1,63}\.)+[^\s@<>()\[\],;:\"\\.]{2,63}")


@dataclass(frozen=True)
class Settings:
    title: str = setting(
        {"en": "Title", "es": "Título"},
        help={"en": "Stands at the top of the chat window.", "es": "Aparece en lo alto de la ventana de chat."},
    )
    greeting: str = setting(
        {"en": "Greeting", "es": "Saludo"},
        help={
            "en": "What a visitor reads before writing. Leave it empty for our own words in the visitor's language.",
            "es": "Lo que lee el visitante antes de escribir. Vacío: nuestro propio saludo en el idioma del visitante.",
        },
        default="",
    )
    allowed_origins: tuple[str, ...] = setting(
        {"en": "Your sites", "es": "Sus sitios"},
        "list",
        help={
            "en": "Origins that may show the chat, such as https://www.example.com. Empty: only this server; *: any.",
            "es": "Orígenes que pueden mostrar el chat, como https://www.example.com. Vacío: solo este; *: todos.",
        },
        default=(),
    )
    jwt_secret: str = setting(
        {"en": "Secret for signed-in visitors", "es": "Secreto para visitantes con sesión"},
        "secret",
        help={
            "en": "Your site signs a JWT (HS256, sub and exp) with it; at least 32 characters. Empty: all anonymous.",
            "es": "Su sitio firma con él un JWT (HS256, sub y exp); al menos 32 caracteres. Vacío: todos anónimos.",
        },
        default="",
    )
    accent: str = setting(
        {"en": "Colour", "es": "Color"},
        help={"en": "Of the button and the header, such as #0b6470.", "es": "Del botón y la cabecera, como #0b6470."},
        default="#0b6470",
    )


class Verified(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the site's signed token said (RFC 7519; the claims are those of OpenID Connect Core, 5.1)."""

    sub: str
    email: str = ""
    name: str = ""
    email_verified: bool = True


class Said(msgspec.Struct, frozen=True, tag="message", tag_field="kind", omit_defaults=True):
    """A visitor's message as journalled. `email` was typed by the visitor and proves nothing."""

    visitor: str
    client_id: str
    text: str
    page: str = ""
    sent_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    name: str = ""
    email: str = ""
    verified: Verified | None = None


class Seen(msgspec.Struct, frozen=True, tag="receipt", tag_field="kind"):
    """Messages of ours that reached the visitor's window, or were looked at."""

    state: Literal["delivered", "read"]
    message_ids: tuple[str, ...]


class Kind(msgspec.Struct, frozen=True):
    kind: str


KINDS = {"message", "receipt"}
journalled = msgspec.json.Decoder(Said | Seen)


class Chat:
    name: ClassVar[str] = "chat"
    channel: ClassVar[str] = "chat"
    title: ClassVar[dict[str, str]] = {"en": "Chat on your site", "es": "Chat en su sitio"}
    Settings: ClassVar[type[Any]] = Settings
    hostile: ClassVar[bool] = False
    idempotent: ClassVar[bool] = True
    limits: ClassVar[Limits] = Limits(biggest={"none/": 0})  # the visitor's window shows words alone

    def __init__(self, account_id: str, settings: Any) -> None:
        self.account_id = account_id
        self.settings = settings

    async def check(self) -> None:
        """Whether the settings can work; raises `Refused` with what to change."""
        for origin in self.settings.allowed_origins:
            if origin != "*" and not ORIGIN.fullmatch(origin):
                raise Refused(f"{origin!r} is not an origin. Write it without a path, such as https://www.example.com.")
        if 0 < len(self.settings.jwt_secret.encode()) < SHORTEST_SECRET:
            raise Refused(f"The secret is too short to be safe. Use at least {SHORTEST_SECRET} characters.")
        if not COLOUR.fullmatch(self.settings.accent):
            raise Refused(f"{self.settings.accent!r} is not a colour. Write it as # and six digits, such as #0b6470.")

    async def send(self, outgoing: Outgoing) -> Sent:
        """The visitor's window reads the same database, so a written message is a sent one."""
        return Sent(outgoing.message_id)

    def read(self, raw: Raw) -> list[Happening]:
        """One message or some receipts. Raises msgspec.DecodeError when the body is not what `web.chat` journals."""
        kind = msgspec.json.decode(raw.body, type=Kind).kind
        if kind not in KINDS:
            return [Ignored(f"Unknown kind of chat event: {kind[:40]!r}")]
        found = journalled.decode(raw.body)
        if isinstance(found, Seen):
            return [Receipt(found.state, remote_id=one, ref=one) for one in found.message_ids]
        return [heard(found)]


def heard(said: Said) -> Happening:
    text = clean(said.text)
    if not text:
        return Ignored("The message is empty.")
    return Incoming(
        remote_id=f"{said.visitor}:{said.client_id}",
        sender=sender(said),
        text=text,
        said=text,
        sent_at=said.sent_at,
        client_id=said.client_id,
        also=proven_emails(said.verified),
        claims=claimed_emails(said),
    )


def clean(text: str) -> str:
    """Without the characters that no screen shows and some databases refuse (NUL, lone surrogates)."""
    return UNSHOWABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()[:LONGEST].rstrip()


def sender(said: Said) -> Address:
    return visitor(said.visitor, said.verified, said.name)


def visitor(address: str, verified: Verified | None, name: str = "") -> Address:
    """The visitor token proves only that this is the same browser; the signed token proves the person."""
    if verified:
        return Address("chat", f"jwt:{verified.sub}", shown(verified.name), "proven", "signed token", scoped=True)
    return Address("chat", address, shown(name), "proven", "visitor token", scoped=True)


def shown(name: str) -> str:
    return clean(name)[:100]


def proven_emails(verified: Verified | None) -> tuple[Address, ...]:
    if not verified or not verified.email_verified or not is_email(verified.email):
        return ()
    return (Address("email", normal(verified.email), shown(verified.name), "proven", "signed token"),)


def claimed_emails(said: Said) -> tuple[Address, ...]:
    proven = {address.address for address in proven_emails(said.verified)}
    offered = [said.email, said.verified.email if said.verified else ""]
    claimed = {normal(email) for email in offered if is_email(email)} - proven
    return tuple(Address("email", email, how="typed in the chat") for email in sorted(claimed))


def is_email(text: str) -> bool:
    return EMAIL.fullmatch(text.strip()) is not None


def normal(email: str) -> str:
    """Providers that tell upper from lower case are extinct; customers who type either are not."""
    return email.strip().lower()
