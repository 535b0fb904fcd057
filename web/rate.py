"""How much one account may bring."""

from collections.abc import Callable
from math import ceil
from time import monotonic

from aiohttp import web

from web.answers import Denied

BURST = 100
"""Seconds' worth of messages that may come at once."""
TOO_MANY = "This account brings more messages than it may (HILO_ACCOUNT_RATE). Send them again in {} s."


class Rate:
    """So many messages a second on average, per account, and a burst of BURST times as many: a token bucket.

    One process's memory: behind n processes it is n times as many. Accounts are few, so all are remembered.
    https://en.wikipedia.org/wiki/Token_bucket
    """

    def __init__(self, each_second: int, clock: Callable[[], float] = monotonic) -> None:
        self._each_second = each_second
        self._most = float(each_second * BURST)
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, account: str, count: int) -> None:
        """Raises Denied with Retry-After, in whole seconds. A batch is taken whole, and paid for afterwards."""
        now = self._clock()
        left, at = self._left.get(account, (self._most, now))
        left = min(self._most, left + (now - at) * self._each_second)
        if left < 1:
            wait = ceil((1 - left) / self._each_second)
            raise Denied(429, "too_many", TOO_MANY.format(wait), {"Retry-After": str(wait)})
        self._left[account] = left - count, now


RATE = web.AppKey("rate", Rate)
