"""How else somebody can be reached, as their signature says: numbers and addresses. Claims, and no proof."""

import re
from collections.abc import Collection, Iterator

from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher, format_number
from phonenumbers.phonenumberutil import SUPPORTED_REGIONS

from connectors.contract import Address
from connectors.email.address import normalise

MOST = 10
MOST_LINES = 40
LONGEST_LINE = 200
HOW = "signature"
FAX = re.compile(r"\b(?:tele)?fax\b|\bF(?:ax)?\s?[.:]", re.IGNORECASE)
EMAIL = re.compile(
    r"(?<![\w.+/@-])[\w.+-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z][a-z0-9-]{1,62}(?![\w@])",
    re.IGNORECASE | re.ASCII,
)
EVERYWHERE = frozenset(
    {"AC", "AI", "CC", "CO", "CX", "FM", "GG", "GL", "IO", "LA", "LY", "ME", "NU", "SH", "ST", "TO", "TV", "VC", "WS"}
)
"""Countries whose domains are sold to everybody."""


def claims(lines: list[str], sender: str, own: Collection[str]) -> tuple[Address, ...]:
    """What stands in the lines of a signature, but for the sender's and our own addresses; each once.

    Numbers without a country's prefix are read as the country of the sender's domain writes them, else of ours, and are
    left out where neither names a country. Numbers are E.164, on the channel "sms"; a fax takes no messages.
    """
    known = {sender, *map(normalise, own)}
    region = next(filter(None, map(region_of, [sender, *own])), None)
    found: dict[str, Address] = {}
    for line in (one[:LONGEST_LINE] for one in lines[:MOST_LINES]):
        for one in (*addresses(line), *numbers(line, region)):
            if one.address not in known:
                found.setdefault(one.address, one)
    return tuple(found.values())[:MOST]


def region_of(address: str) -> str | None:
    """The country of an address's domain (ISO 3166-1), None where it has none of its own."""
    top = address.rpartition(".")[2].upper()
    region = "GB" if top == "UK" else top
    return region if region in SUPPORTED_REGIONS and region not in EVERYWHERE else None


def addresses(line: str) -> Iterator[Address]:
    for word in EMAIL.finditer(line):
        yield Address("email", normalise(word[0]), how=HOW)


def numbers(line: str, region: str | None) -> Iterator[Address]:
    """Those that are valid where they are: a tax number or a date is no telephone (ITU-T E.164)."""
    if FAX.search(line):
        return
    for match in PhoneNumberMatcher(line, region):
        yield Address("sms", format_number(match.number, PhoneNumberFormat.E164), how=HOW)
