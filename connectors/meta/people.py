"""Who wrote: a customer under one address and, by the same proof, under another.

The number is the address wherever Meta shows it, so that a customer whom we know by phone stays the same one; the BSUID
is proven along with it. When a customer later hides the number, the BSUID alone leads to the same thread.
"""

from typing import Any

from msgspec import Struct, convert

from connectors.contract import Address
from connectors.meta.number import CHANNEL, address_of

HOW = "whatsapp"
NOBODY = Address(CHANNEL, "unreadable", "Unreadable messages", scoped=True)
"""The account's own identity for what names no sender, the same that the router uses for unreadable payloads."""
LONGEST_NAME = 200


class Profile(Struct, frozen=True):
    name: str = ""
    username: str = ""


class Contact(Struct, frozen=True):
    """profile.username is missing from those who have none, wa_id from those who hide their number."""

    wa_id: str = ""
    user_id: str = ""
    profile: Profile = Profile()


class From(Struct, frozen=True, rename={"number": "from"}):
    """The ids of a message's sender, as the message itself has them."""

    number: str = ""
    from_user_id: str = ""


class Who(Struct, frozen=True):
    """also: further proven addresses on WhatsApp; same: the number on another channel."""

    sender: Address
    also: tuple[Address, ...] = ()
    same: tuple[Address, ...] = ()


def who(message: dict[str, Any], contacts: list[Contact], *, alone: bool) -> Who:
    """alone: there is one message and one contact, so they belong together even under different ids.

    Otherwise a contact counts only with an id of the message's own: two strangers must never be taken for one person.
    """
    ids = convert(message, From)
    mine = [one for one in contacts if {one.wa_id, one.user_id} & ({ids.number, ids.from_user_id} - {""})]
    contact = next(iter(mine or (contacts if alone else [])), Contact())
    named = (contact.wa_id, ids.number, contact.user_id, ids.from_user_id)
    found = sorted({address_of(one): None for one in named if address_of(one)}, key=lambda one: one[0] != "+")
    display = " ".join((contact.profile.name or contact.profile.username).split())[:LONGEST_NAME]
    return known_as(found, display)


def known_as(addresses: list[str], display: str = "") -> Who:
    """The first is the one to write to; of two numbers the last is the telephone's, which SMS go to."""
    if not addresses:
        return Who(NOBODY)
    sender, *also = (proven(CHANNEL, one, display) for one in addresses)
    numbers = [one for one in addresses if one[0] == "+"][-1:]
    return Who(sender, tuple(also), tuple(proven("sms", one, display) for one in numbers))


def proven(channel: str, address: str, display: str = "") -> Address:
    return Address(channel, address, display, "proven", HOW)
