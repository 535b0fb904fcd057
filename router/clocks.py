"""Time zones by the names that people and browsers give them."""

import re
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

OFFSET = re.compile(r"([+-])(\d\d):([0-5]\d)")


def zone_of(name: str) -> tzinfo | None:
    """An IANA name, or an offset such as "+02:00"; None for what is neither."""
    if found := OFFSET.fullmatch(name):
        ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return timezone(ahead if found[1] == "+" else -ahead) if ahead < timedelta(hours=24) else None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, a folder of zones
        return None
