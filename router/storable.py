"""What a connector reads out of a hostile payload, made fit to be stored."""

import re
from datetime import UTC, datetime
from typing import TypeVar

from msgspec import Struct
from msgspec.json import encode

from connectors.contract import Connector, Happening, Incoming, Raw

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL refuses NUL, and a lone surrogate is no UTF-8 (RFC 3629, 3)."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
WRITTEN = re.compile(rb':\d\d(?:\.\d+)?"')
"""The end of a time that is not in UTC, which would end in a Z (RFC 3339, 5.6)."""

T = TypeVar("T")


def happenings_of(connector: Connector, raw: Raw) -> list[Happening]:
    """Raises whatever the connector's `read` raises: the payload is unreadable."""
    return [one if is_storable(one) else storable(one) for one in connector.read(raw)]


def is_storable(one: Happening) -> bool:
    """Whether `storable` would change nothing; in doubt, no. Written out it is looked through at once, in C.

    To go through it text by text takes ten times as long.
    """
    if isinstance(one, Incoming) and one.files:  # they would be written out, too
        return False
    try:
        written = encode(one)
    except UnicodeEncodeError:
        return False
    return b"\\u0000" not in written and not WRITTEN.search(written)


def storable(value: T) -> T:
    """The same, with a replacement character for every one in its texts that no database keeps, and times in UTC."""
    whole: object = value
    if isinstance(value, str):
        whole = UNSTORABLE.sub(REPLACEMENT, value)
    elif isinstance(value, datetime):
        whole = in_utc(value)
    elif isinstance(value, tuple):
        whole = tuple(storable(one) for one in value)
    elif isinstance(value, Struct):
        whole = type(value)(**{name: storable(getattr(value, name)) for name in value.__struct_fields__})
    return whole  # type: ignore[return-value]  # each branch keeps the type


def in_utc(time: datetime) -> datetime | None:
    """None for the first and last hours of the calendar, which UTC cannot say: such a row could never be read again."""
    try:
        return time.astimezone(UTC)
    except OverflowError:
        return None
