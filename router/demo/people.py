"""Who plays in the demo. Everybody is invented; the domains are reserved for examples (RFC 2606).

British numbers are those that Ofcom keeps free for drama (07700 900000 to 900999); Spain has no such range.
"""

import re
import unicodedata

from msgspec import Struct

from inbox.words import Role

SPANISH = re.compile(r"@correo\.example$|^(jwt:)?es-|^\+34")
INVENTED = re.compile(
    r"@(correo\.example|example\.(com|net|org))$|^(jwt:)?(en|es)-[a-z-]+$|^\+(346000000\d\d|447700900\d{3})$"
)


class Person(Struct, frozen=True):
    """A customer. visitor: their browser's id in the chat; sub: their login on the shop's site, "" for none.

    phone: their number in E.164, for WhatsApp and SMS.
    """

    name: str
    email: str
    visitor: str
    sub: str = ""
    phone: str = ""

    @property
    def address(self) -> str:
        """By which the chat knows them."""
        return f"jwt:{self.sub}" if self.sub else self.visitor

    @property
    def language(self) -> str:
        return language_of(self.email)


class Agent(Struct, frozen=True):
    name: str
    email: str
    role: Role
    language: str


def person(name: str, domain: str, *, signed_in: bool = False, phone: str = "") -> Person:
    """Spanish speakers live at correo.example, so that an address tells the language."""
    slug = plain(name)
    language = "es" if domain == "correo.example" else "en"
    sub = f"{language}-{slug}" if signed_in else ""
    return Person(name, f"{slug.replace('-', '.')}@{domain}", f"{language}-{slug}", sub, phone)


def plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]+", "-", letters)


def language_of(address: str) -> str:
    return "es" if SPANISH.search(address) else "en"


def is_invented(address: str) -> bool:
    """Whether the demo speaks for this customer. Somebody real who tries the demo's chat speaks for themselves."""
    return INVENTED.search(address) is not None


ANA = Agent("Ana Ruiz", "ana@demo.example", "admin", "en")
CARLOS = Agent("Carlos Vega", "carlos@demo.example", "agent", "es")
NORA = Agent("Nora Whitfield", "nora@demo.example", "agent", "en")
"""Works by herself: when the queue grows long, she answers somebody."""

AGENTS = (ANA, CARLOS, NORA)
