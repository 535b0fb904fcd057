"""How often somebody may try. Each process counts, and hears what others have counted, so no request waits for it."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from math import ceil
from time import monotonic
from typing import Final

from inbox.bus import Bus
from web.answers import Denied

MANY = 10_000
"""Names to remember at once; those who have been quiet are dropped first."""
COUNTED, FORGIVEN = b"+", b"-"


@dataclass(frozen=True)
class Refusal:
    """sentence: with {wait}, in whole seconds."""

    code: str
    sentence: str


TOO_FAST: Final = Refusal("too_fast", "Too many at once. Try again in {wait} s.")


class Pace:
    """At most `times` calls in any `seconds`, per name: a limit, not a promise, as others' calls are hints.

    topic: on the bus, for this pace alone.
    """

    def __init__(
        self,
        bus: Bus,
        topic: str,
        times: int,
        seconds: float,
        refusal: Refusal = TOO_FAST,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._bus = bus
        self._topic = topic
        self._times = times
        self._seconds = seconds
        self._refusal = refusal
        self._clock = clock
        self._calls: dict[bytes, deque[float]] = {}

    def step(self, name: str) -> None:
        """Raises Denied with Retry-After, in whole seconds."""
        key = digest(name)
        if wait := self._wait(key):
            sentence = self._refusal.sentence.format(wait=wait)
            raise Denied(429, self._refusal.code, sentence, {"Retry-After": str(wait)})
        self._count(key)
        self._bus.tell(self._topic, COUNTED + key)

    def _wait(self, key: bytes) -> int:
        """Whole seconds; 0 for now."""
        calls = self._calls.get(key)
        if calls is None or len(calls) < self._times:
            return 0
        return max(0, ceil(self._seconds - (self._clock() - calls[0])))

    def _count(self, key: bytes) -> None:
        calls = self._calls.pop(key, None) or deque(maxlen=self._times)
        calls.append(self._clock())
        self._calls[key] = calls  # the last in the dict is whoever called last
        if len(self._calls) > MANY:
            del self._calls[next(iter(self._calls))]

    def forgive(self, name: str) -> None:
        """What was counted counts no more."""
        self._calls.pop(digest(name), None)
        self._bus.tell(self._topic, FORGIVEN + digest(name))

    async def follow(self) -> None:
        """Until cancelled: count what the other processes have let through."""
        async with self._bus.listen(self._topic) as bell:
            while True:
                for note in await bell.wait(3600):
                    self._hear(note[:1], note[1:])

    def _hear(self, what: bytes, key: bytes) -> None:
        if what == COUNTED:
            self._count(key)
        elif what == FORGIVEN:
            self._calls.pop(key, None)


def digest(name: str) -> bytes:
    """A name may be an e-mail address, which others need not read on its way."""
    return blake2b(name.encode("utf-8", "replace"), digest_size=16).digest()
