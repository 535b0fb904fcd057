"""What a connector reads out of a hostile payload, made fit to be stored."""

import re
from datetime import UTC, datetime
from typing import TypeVar

from msgspec import Struct

from connectors.contract import Connector, Happening, Raw

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL refuses NUL, and a lone surrogate is no UTF-8 (RFC 3629, 3)."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

T = TypeVar("T")


def happenings_of(connector: Connector, raw: Raw) -> list[Happening]:
    """Raises whatever the connector's `read` raises: the payload is unreadable."""
    return [storable(one) for one in connector.read(raw)]


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
