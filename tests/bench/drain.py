"""How fast second opinions catch up with a burst: `python tests/bench/drain.py [--burst N] [--rounds N]`.

A burst is read with first impressions alone. Then the deep tier's own loop goes through it, newest first, while at
several moments the whole queue is compared with the order that the stored moods call for, worked out from nothing.
Besides: what first impressions cost, as messages a second from the journal to the thread, against VADER's.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from bench.burst import Burst, texts  # noqa: E402  # a script finds only its own folder by itself
from bench.opened import opened  # noqa: E402
from bench.order import out_of_order  # noqa: E402

from inbox.words import Mood  # noqa: E402
from router.mood import Scorer  # noqa: E402
from router.mood.instant import Instant  # noqa: E402
from router.mood.scorers import Scorers  # noqa: E402
from router.mood.vader import Vader  # noqa: E402

DATA = ROOT.parent / "shared" / "mood" / "data"
"""Where there are messages of real people; without them, a few of our own do."""
LEAST = 150.0
"""Messages a second that the deep tier should catch up with."""
SLOWER = 0.10
"""The part of the rate that the instant tier may cost."""
LOOKS = 5
"""Comparisons of the whole queue while it drains."""
ROUND = 500
"""Messages that are read at a time while rates are compared."""


class Compound:
    """VADER's number and nothing else: the cheapest there was."""

    def __init__(self) -> None:
        self._vader = Vader()

    def score(self, texts: Sequence[str]) -> list[Mood]:
        return [Mood(self._vader.compound(text)) for text in texts]


def main(arguments: Sequence[str] | None = None) -> int:
    """0: in order whenever we looked. 1: not. Whether it was fast enough is printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--burst", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args(arguments)
    spoken = texts(DATA)
    reading(spoken, given.rounds)
    scorers = Scorers()
    if deep := scorers.load():
        return draining(spoken, given.burst, deep)
    print(f"Without the deep tier nothing drains: {scorers.trouble}")
    return 0


def reading(spoken: list[str], rounds: int) -> None:
    """What first impressions cost. In turns, and the quickest of each, for others may run here, too."""
    with opened() as at:
        burst = Burst(at, spoken)
        took = {name: list[float]() for name in ("VADER", "instant tier")}
        scorers: dict[str, Scorer] = {"VADER": Compound(), "instant tier": Instant()}
        for _ in range(rounds):
            for name, scorer in scorers.items():
                began = time.perf_counter()
                burst.write(ROUND)
                burst.read(scorer)
                took[name].append(time.perf_counter() - began)
    rates = {name: ROUND / min(seconds) for name, seconds in took.items()}
    for name, rate in rates.items():
        print(f"from the visitor to the thread, with {name + ':':<14}{rate:>7,.0f} messages/s")
    slower = 1 - rates["instant tier"] / rates["VADER"]
    print(f"the instant tier costs {slower:.1%} of the rate, less than {SLOWER:.0%} wanted: {verdict(slower < SLOWER)}")


def draining(spoken: list[str], count: int, deep: Scorer) -> int:
    """Places that were out of order: 1 if any, else 0."""
    with opened() as at:
        burst, done, seconds, busy = Burst(at, spoken), 0, 0.0, 0.0
        people = burst.write(count)
        burst.read(Instant())
        wrong = out_of_order(at)
        print(f"\na burst of {count:,} messages by {people:,} people, who all wait; places out of order: {wrong}")
        print(f"{'read again':>12}{'messages/s':>12}{'processor ms each':>20}{'out of order':>14}")
        while done < count:
            began, used = time.perf_counter(), time.process_time()
            done += burst.deepen(deep, max(1, count // LOOKS))
            seconds += time.perf_counter() - began
            busy += time.process_time() - used
            wrong += (found := out_of_order(at))
            print(f"{done:>12,}{done / seconds:>12.0f}{1000 * busy / done:>20.1f}{found:>14}", flush=True)
    rate = count / seconds
    print(f"{rate:.0f} messages/s, {LEAST:.0f} wanted: {verdict(rate >= LEAST)}")
    print(f"in order at every moment: {verdict(not wrong)}")
    return 1 if wrong else 0


def verdict(met: bool) -> str:
    return "met" if met else "NOT MET"


if __name__ == "__main__":
    sys.exit(main())
