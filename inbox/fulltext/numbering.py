"""A message's number is the moment it came: so numbers walk through time, and a date is a bound."""

from datetime import datetime, timedelta

from inbox.schema import EPOCH

TICK = timedelta(microseconds=100)
"""Room for 10,000 messages a second; the finer it is, the larger the index."""
FIRST, LAST = 0, 1 << 62


def number_of(at: datetime) -> int:
    """The lowest number of a message that came then or later."""
    return -((EPOCH - at) // TICK)
