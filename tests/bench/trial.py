"""Every policy through every shift, on all the cores there are."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from bench.counter import counter
from bench.labelled import Labelled
from bench.policies import FIRST_COME, STRICT, Heard, Policy, policies, strict
from bench.replay import Replay
from bench.shift import plan, work
from bench.waits import Waits, waits_of

HOUR = 60.0
"""Minutes."""
ANY = 0.0
"""Stands for the patience of policies whose order does not depend on it."""


class Name(NamedTuple):
    """patience: hours that the calm may wait; ANY where it makes no difference."""

    policy: str
    patience: float


class Run(NamedTuple):
    """One policy through one shift. real: the database was asked, too, and took everybody at the same moment."""

    name: Name
    seed: int
    waits: Waits
    real: bool


@dataclass(frozen=True)
class Trial:
    """real: so many seeds go through the database besides. patiences: in hours."""

    said: Sequence[Labelled]
    heard: Sequence[Heard]
    patiences: Sequence[float]
    hours: float = 6.0
    agents: int = 8
    load: float = 1.2
    seeds: int = 30
    real: int = 1

    def policies(self) -> dict[Name, Policy]:
        """Without difference of mood everybody has the same patience, so any will do for first come, first served."""
        under = {Name(one.name, hours): one for hours in self.patiences for one in policies(self.heard, hours * HOUR)}
        plain = next(one for name, one in under.items() if name.policy == FIRST_COME)
        graded = {name: one for name, one in under.items() if name.policy != FIRST_COME}
        return {Name(FIRST_COME, ANY): plain, Name(STRICT, ANY): strict(self.heard), **graded}

    def run(self, name: Name, seed: int) -> Run:
        """Raises AssertionError where the database and the replay disagree on whose turn it was."""
        policy, shift = self.policies()[name], plan(self.said, seed, self.hours, self.agents, self.load)
        taken = work(shift, Replay(policy))
        if real := seed < self.real:
            with counter(policy) as queue:
                assert list(work(shift, queue).items()) == list(taken.items()), f"{name}, seed {seed}: another order"
        return Run(name, seed, waits_of(shift, taken), real)


def run_all(trial: Trial) -> Iterator[Run]:
    """Those that ask the database first, since they take longest."""
    tasks = [*product(range(trial.seeds), trial.policies())]
    with ProcessPoolExecutor(os.cpu_count(), initializer=begin, initargs=(trial,)) as pool:
        yield from pool.map(run_one, tasks)


def begin(trial: Trial) -> None:
    GIVEN.append(trial)


GIVEN: list[Trial] = []
"""To each process once, since what was heard is large."""


def run_one(task: tuple[int, Name]) -> Run:
    seed, name = task
    return GIVEN[-1].run(name, seed)
