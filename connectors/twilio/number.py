"""Telephone numbers as people type them, and addresses as Twilio writes them."""

import re
import unicodedata

from msgspec import Struct

from connectors.contract import Address, Refused

E164 = re.compile(r"\+[1-9][0-9]{6,14}")  # ITU-T E.164, 6.1
USER = re.compile(r"[A-Z]{2}\.[A-Za-z0-9.]{1,140}")
"""WhatsApp's name for somebody within one business, where they hide their number: a country, a point, an id."""
SERVICE = re.compile(r"MG[0-9a-f]{32}")
BETWEEN = re.compile(r"\(0\)|[\s().,/·‐-―\-\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
"""What people put between digits, the trunk zero of "+44 (0)20", and the invisible marks around pasted numbers."""
COUNTRYLESS = "Write the number with its country code, such as +34 600 000 001."
VOUCHED = "number, by Twilio"


class Medium(Struct, frozen=True):
    """prefix: what Twilio writes before an address. twin: the channel on which the same number is the same person."""

    channel: str
    prefix: str
    twin: str


SMS = Medium("sms", "", "whatsapp")
WHATSAPP = Medium("whatsapp", "whatsapp:", "sms")


def e164(typed: str) -> str:
    """Raises Refused with how to write it. Pure."""
    bare = BETWEEN.sub("", re.sub(r"^\s*(whatsapp|tel|sms):", "", typed, flags=re.IGNORECASE))
    digits = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in bare)
    number = re.sub("^00", "+", digits)
    if not E164.fullmatch(number):
        raise Refused(COUNTRYLESS)
    return number


def own(medium: Medium, sender: str) -> dict[str, str]:
    """How the account's own sender is named to Twilio; what is no number may be a short code or a name."""
    if SERVICE.fullmatch(sender.strip()):
        return {"messaging_service_sid": sender.strip()}
    try:
        return {"from_": medium.prefix + e164(sender)}
    except Refused:
        return {"from_": sender.strip()}


def sender_of(medium: Medium, given: str, display: str = "") -> Address:
    """Raises ValueError for an address of another medium: somebody has pasted this hook at the wrong number."""
    if not given.startswith(medium.prefix) or ":" in given[len(medium.prefix) :] or not given[len(medium.prefix) :]:
        raise ValueError(f"not an address of {medium.channel}")
    address = given[len(medium.prefix) :]
    if E164.fullmatch(address):
        return Address(medium.channel, address, display, "proven", VOUCHED)
    if medium is WHATSAPP and USER.fullmatch(address):
        return Address(medium.channel, address, display, "proven", "WhatsApp user, by Twilio", scoped=True)
    return Address(medium.channel, address, display, how="sender name, by Twilio")  # anybody may call themselves so


def twins(medium: Medium, sender: Address) -> tuple[Address, ...]:
    if not E164.fullmatch(sender.address):
        return ()
    return (Address(medium.twin, sender.address, sender.display, "proven", VOUCHED),)
