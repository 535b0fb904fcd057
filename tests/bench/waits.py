"""How long they waited, in minutes, and what of the best possible gain a policy reached."""

import statistics
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from bench.rows import quantile
from bench.shift import Shift


class Waits(NamedTuple):
    """Of one shift. mean, p90: of who is truly unhappy; calm: the longest of anybody else; longest: of all."""

    mean: float
    p90: float
    calm: float
    longest: float


def waits_of(shift: Shift, taken: Mapping[int, datetime]) -> Waits:
    """Everybody must have been taken. Raises ValueError for a shift without anybody unhappy, or calm."""
    bad: list[float] = []
    calm: list[float] = []
    for number, call in enumerate(shift.calls):
        (bad if call.said.bad else calm).append((taken[number] - call.at).total_seconds() / 60)
    if not bad or not calm:
        raise ValueError("a shift needs both unhappy and calm customers; give more hours or other data")
    return Waits(statistics.fmean(bad), quantile(bad, 0.9), max(calm), max(*bad, *calm))


def average(shifts: Sequence[Waits]) -> Waits:
    return Waits(*map(statistics.fmean, zip(*shifts, strict=True)))


class Gain(NamedTuple):
    """Of the wait that the best would save the unhappy, the part that was saved; and how unsure that is."""

    part: float
    unsure: float


def gain(plain: Sequence[Waits], best: Sequence[Waits], found: Sequence[Waits]) -> Gain:
    """Shift by shift the same. unsure: the standard error of the ratio, by leaving out one shift at a time."""
    saved = [one.mean - other.mean for one, other in zip(plain, found, strict=True)]
    possible = [one.mean - other.mean for one, other in zip(plain, best, strict=True)]
    whole = ratio(sum(saved), sum(possible))
    without = [ratio(sum(saved) - s, sum(possible) - p) for s, p in zip(saved, possible, strict=True)]
    count = len(without)
    if count < 2:
        return Gain(whole, float("nan"))
    centre = statistics.fmean(without)
    return Gain(whole, ((count - 1) / count * sum((one - centre) ** 2 for one in without)) ** 0.5)


def ratio(saved: float, possible: float) -> float:
    """Where nothing could be saved, nothing was missed."""
    return saved / possible if possible else 1.0
