"""The highest rate that is sustained, by halving the distance between what was and what was not."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bench.load import Heard
from bench.rows import quantile
from bench.share import Share

DELIVERED = 0.99
SLOWEST = 0.25
"""Seconds, p99, from the planned moment of sending."""


@dataclass(frozen=True)
class Step:
    """rate: a second, offered. stored: of it, afterwards. waits: seconds from when each was due to be sent until it was
    where it should be."""

    rate: float
    heard: Heard
    stored: int
    waits: list[float]
    share: Share

    @property
    def sustained(self) -> bool:
        offered, whole = len(self.heard.planned), self.stored == self.heard.accepted and not self.heard.errors.total()
        return whole and len(self.waits) >= DELIVERED * offered and self.p99 < SLOWEST

    @property
    def p50(self) -> float:
        return quantile(self.waits, 0.5)

    @property
    def p99(self) -> float:
        return quantile(self.waits, 0.99)


async def climb(step: Callable[[float], Awaitable[Step]], most: float, steps: int) -> list[Step]:
    """Every step that was tried, between nothing and `most` a second."""
    low, high, tried = 0.0, most, list[Step]()
    for _ in range(steps):
        tried.append(await step((low + high) / 2))
        if tried[-1].sustained:
            low = tried[-1].rate
        else:
            high = tried[-1].rate
    return tried


def best(tried: Sequence[Step]) -> Step | None:
    return max((one for one in tried if one.sustained), key=lambda one: one.rate, default=None)
