"""What a customer's words and numbers tell about their language and their clock: guesses, and shown as such."""

from collections.abc import Iterable
from datetime import datetime

import phonenumbers
from msgspec.structs import replace
from phonenumbers import timezone

from inbox import card, recent
from inbox.card import Card
from inbox.door import Conn
from inbox.words import Identity, ThreadId, UserId
from router.clocks import zone_of
from router.mood.text import own_words
from router.tongue import tongue

HEARD = 10
"""Messages whose language is looked at; of each this many characters."""
LONGEST = 1_000

MAIN = {
    "CL": "America/Santiago", "CN": "Asia/Shanghai", "EC": "America/Guayaquil", "ES": "Europe/Madrid",
    "FR": "Europe/Paris", "GB": "Europe/London", "NZ": "Pacific/Auckland", "PT": "Europe/Lisbon",
}  # fmt: skip
"""Where a country has several clocks, but all but a few of its people live by this one."""


def show(conn: Conn, thread_id: ThreadId, user_id: UserId, now: datetime) -> Card:
    """The card of a thread, with guesses where nobody has written it down. Raises NotFound."""
    found = card.show(conn, thread_id, user_id)
    customer = found.customer
    language = "" if customer.language else tongue_of(conn, found)
    zone = "" if customer.zone else zone_of_numbers(customer.identities, now)
    return replace(found, language_guess=language, zone_guess=zone)


def tongue_of(conn: Conn, found: Card) -> str:
    heard = [one.message_id for one in found.mood[-HEARD:]]
    return tongue(own_words(said) for said in recent.own_words(conn, heard, LONGEST))


def zone_of_numbers(identities: Iterable[Identity], now: datetime) -> str:
    """Of the telephone numbers that are theirs alone; "" where they do not agree, or say nothing."""
    own = {one.address for one in identities if one.address.startswith("+") and not one.shared}
    zones = {zone for number in own if (zone := zone_of_number(number, now))}
    return zones.pop() if len(zones) == 1 else ""


def zone_of_number(number: str, now: datetime) -> str:
    """An IANA name, or an offset such as "-05:00" where a number's zones differ only in name."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ""
    zones = timezone.time_zones_for_number(parsed)
    if len(zones) == 1:
        return "" if zones[0] == timezone.UNKNOWN_TIMEZONE else str(zones[0])
    main = MAIN.get(phonenumbers.region_code_for_number(parsed) or "", "")
    return main if main in zones else same_offset(zones, now)


def same_offset(zones: Iterable[str], now: datetime) -> str:
    offsets = {now.astimezone(zone).strftime("%z") for name in zones if (zone := zone_of(name))}
    shown = offsets.pop() if len(offsets) == 1 else ""
    return f"{shown[:3]}:{shown[3:]}" if shown else ""
