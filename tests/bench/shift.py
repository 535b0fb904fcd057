"""One shift of an office that cannot keep up: who writes when, how long each takes, and who is answered next.

Time is virtual, so that eight agents' day takes a moment; the same seed is the same day for every policy.
"""

import heapq
import itertools
import math
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Protocol

from bench.labelled import Labelled

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SERVICE = 5.0
"""Minutes that an agent spends on a customer, on average."""
SPREAD = 0.75
"""Of the logarithm of that: half are done in 3.8 minutes, one in ten takes ten and more."""
LATER = timedelta(seconds=1)
"""After which the deep tier has read a message."""


class Call(NamedTuple):
    """A customer writes once. takes: an agent's time, once somebody looks at it."""

    at: datetime
    said: Labelled
    takes: timedelta


class Shift(NamedTuple):
    agents: int
    calls: list[Call]


class Queue(Protocol):
    """Calls go by their number in the shift."""

    def arrive(self, number: int, call: Call, now: datetime) -> None: ...

    def deepen(self, now: datetime) -> None:
        """Whatever has arrived has been read again, by a better reader."""
        ...

    def take(self, now: datetime) -> int | None:
        """Who is next; None where nobody waits."""
        ...

    def finish(self, number: int, now: datetime) -> None: ...


def plan(said: Sequence[Labelled], seed: int, hours: float, agents: int, load: float) -> Shift:
    """Poisson arrivals of `load` times what the agents can do."""
    dice, apart = random.Random(seed), 60 * SERVICE / agents / load
    calls, at = [], dice.expovariate(1 / apart)
    while at < hours * 3600:
        takes = 60 * dice.lognormvariate(math.log(SERVICE) - SPREAD**2 / 2, SPREAD)
        calls.append(Call(START + timedelta(seconds=at), dice.choice(said), timedelta(seconds=takes)))
        at += dice.expovariate(1 / apart)
    return Shift(agents, calls)


ARRIVES, DEEPENS, ENDS = range(3)


def work(shift: Shift, queue: Queue) -> dict[int, datetime]:
    """When each was taken, in that order, until nobody waits any more. An agent who is free takes the next at once."""
    order = itertools.count()
    coming = [(call.at, next(order), ARRIVES, number) for number, call in enumerate(shift.calls)]
    taken: dict[int, datetime] = {}
    free = shift.agents
    while coming:
        now, _, what, number = heapq.heappop(coming)
        if what == ARRIVES:
            queue.arrive(number, shift.calls[number], now)
            heapq.heappush(coming, (now + LATER, next(order), DEEPENS, number))
        elif what == DEEPENS:
            queue.deepen(now)
        else:
            queue.finish(number, now)
            free += 1
        while free and (number := queue.take(now)) is not None:
            taken[number] = now
            free -= 1
            heapq.heappush(coming, (now + shift.calls[number].takes, next(order), ENDS, number))
    return taken
