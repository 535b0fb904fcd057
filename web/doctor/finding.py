"""What `hilo doctor` tells, one thing at a time."""

import msgspec


class Finding(msgspec.Struct, frozen=True):
    """remedy: what to do; "" when all is well. fatal: what comes after it cannot be looked at."""

    subject: str
    remedy: str = ""
    fatal: bool = False
