"""How busy this process keeps its database."""

from collections.abc import Callable
from time import monotonic

from msgspec import Struct


class Load(Struct, frozen=True):
    """Now: writes and reads that wait, and readers at work, of how many. Since the process began: groups that were
    committed, the writes in them, and the seconds that this took."""

    writes_waiting: int
    reads_waiting: int
    readers_busy: int
    readers: int
    groups: int
    writes: int
    seconds: float


class Busy:
    """What share of the time since it was last asked the writer was at work: from 0 to 1."""

    def __init__(self, load: Callable[[], Load], clock: Callable[[], float] = monotonic) -> None:
        self._load, self._clock = load, clock
        self._at, self._worked = clock(), load().seconds

    def share(self) -> float:
        now, worked = self._clock(), self._load().seconds
        passed, spent = now - self._at, worked - self._worked
        self._at, self._worked = now, worked
        return min(1.0, spent / passed) if passed > 0 else 0.0
