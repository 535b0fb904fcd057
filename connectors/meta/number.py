"""Who can be named on WhatsApp: by a phone number, or by the id that Meta gives a user for one business (BSUID).

https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
"""

import re
import unicodedata

from connectors.contract import Address, Refused

CHANNEL = "whatsapp"
DIGITS = re.compile("[1-9][0-9]{5,16}")
SCOPED = re.compile(r"[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}")
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
ORNAMENT = re.compile(r"\(0\)|[\s().\-/‐-―]")
"""(0) is what people write between country code and number for those who dial inside the country."""


def address_of(named: str) -> str:
    """A number with "+" before it, a BSUID as it is, or "" for what is neither."""
    if DIGITS.fullmatch(named):
        return f"+{named}"
    return named if SCOPED.fullmatch(named) else ""


def recipient(address: str) -> dict[str, str]:
    """The field of a message that says for whom it is. Meta drops a BSUID without a word if it stands in "to"."""
    if E164.fullmatch(address):
        return {"to": address[1:]}
    if SCOPED.fullmatch(address):
        return {"recipient": address}
    raise Refused(f"{address[:40]!r} is no WhatsApp address. Choose another one of this customer.")


def locate(typed: str) -> Address:
    """Raises Refused."""
    text = unicodedata.normalize("NFKC", typed).strip()
    if SCOPED.fullmatch(text):
        return Address(CHANNEL, text)
    bare = ORNAMENT.sub("", text)
    number = re.sub("^00", "+", bare)
    if E164.fullmatch(number):
        return Address(CHANNEL, number)
    if re.fullmatch("[0-9]{4,15}", bare):
        raise Refused("Write the number with its country code, such as +34 600 000 001.")
    raise Refused("That is no phone number. Write it with its country code, such as +34 600 000 001.")
