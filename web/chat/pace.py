"""How fast one visitor may write."""

from collections import deque
from collections.abc import Callable
from math import ceil
from time import monotonic

from web.answers import Denied

MANY = 10_000
"""Visitors to remember at once; those who have been quiet are dropped first."""


class Pace:
    """At most `times` calls in any `seconds`, per name. One process's memory: a limit, not a promise."""

    def __init__(self, times: int, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._times = times
        self._seconds = seconds
        self._clock = clock
        self._calls: dict[str, deque[float]] = {}

    def step(self, name: str) -> None:
        """Raises Denied with Retry-After, in whole seconds."""
        now = self._clock()
        calls = self._calls.pop(name, None) or deque(maxlen=self._times)
        self._calls[name] = calls  # the last in the dict is whoever called last
        if len(calls) == self._times and now - calls[0] < self._seconds:
            wait = ceil(self._seconds - (now - calls[0]))
            raise Denied(429, "too_fast", f"Too many at once. Try again in {wait} s.", {"Retry-After": str(wait)})
        calls.append(now)
        if len(self._calls) > MANY:
            del self._calls[next(iter(self._calls))]
