"""How much one account may bring."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from math import ceil
from time import monotonic
from typing import Final

from aiohttp import web

from inbox.bus import Bus, LocalBus
from web.answers import Denied

BURST = 100
"""Seconds' worth of messages that may come at once."""
TOO_MANY = "This account brings more messages than it may (HILO_ACCOUNT_RATE). Send them again in {} s."
TOPIC: Final = "rate"
TELL = 1.0  # seconds between two words to the other processes: what came meanwhile is told as one number


class Rate:
    """So many messages a second on average, per account, and a burst of BURST times as many: a token bucket.

    Each process has its own bucket, and takes from it what came to the others, too, as soon as it hears of it. Those
    are hints: behind n processes that cannot hear each other it is n times as many. Accounts are few, so all are
    remembered.
    https://en.wikipedia.org/wiki/Token_bucket
    """

    def __init__(self, each_second: int, bus: Bus | None = None, clock: Callable[[], float] = monotonic) -> None:
        self._each_second = each_second
        self._most = float(each_second * BURST)
        self._bus = bus or LocalBus()
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}
        self._untold: Counter[str] = Counter()

    def take(self, account: str, count: int) -> None:
        """Raises Denied with Retry-After, in whole seconds. A batch is taken whole, and paid for afterwards."""
        now = self._clock()
        left = self._left_at(now, account)
        if left < 1:
            wait = ceil((1 - left) / self._each_second)
            raise Denied(429, "too_many", TOO_MANY.format(wait), {"Retry-After": str(wait)})
        self._left[account] = left - count, now
        self._untold[account] += count

    def _left_at(self, now: float, account: str) -> float:
        left, at = self._left.get(account, (self._most, now))
        return min(self._most, left + (now - at) * self._each_second)

    async def follow(self) -> None:
        """Until cancelled: tell the other processes what came here, and count what came there."""
        async with self._bus.listen(TOPIC) as bell:
            while True:
                await asyncio.sleep(TELL)
                self._tell()
                for note in await bell.wait(0):
                    self._hear(note)

    def _tell(self) -> None:
        for account, count in self._untold.items():
            self._bus.tell(TOPIC, b"%d %s" % (count, account.encode()))
        self._untold.clear()

    def _hear(self, note: bytes) -> None:
        count, _, account = note.decode("ascii", "replace").partition(" ")
        now = self._clock()
        with suppress(ValueError):  # another version of Hilo may tell it otherwise
            self._left[account] = self._left_at(now, account) - int(count), now


RATE = web.AppKey("rate", Rate)
