"""How two clocks differ, when one of them can only be asked over a network."""

from datetime import datetime, timedelta


def ahead(asked: datetime, told: datetime, heard: datetime) -> timedelta:
    """How far a server's clock is ahead of ours at the least; negative where it is behind.

    It was read at some moment between asking and hearing, so what lies in between proves nothing.
    """
    return max(told - heard, timedelta()) + min(told - asked, timedelta())
