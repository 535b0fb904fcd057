"""What first impressions cost of the way in: `python tests/bench/impressions.py [--seconds N] [--rounds N]`.

From the signed hook to the thread, embedded, by 32 clients who write as soon as they were answered, in the words of
labelled messages. One Hilo hears them; another (`tests.bench.unmoved`) takes everything for neutral. In turns, and
the quickest round of each, for others may run here, too.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.chdir(ROOT)

from bench import rows  # noqa: E402  # a script finds only its own folder by itself
from bench.burst import texts  # noqa: E402
from bench.peers import Hilo, Rate, rate  # noqa: E402
from bench.rows import Row  # noqa: E402
from bench.site import DEAF  # noqa: E402

DATA = ROOT.parent / "shared" / "mood" / "data"
"""Where there are messages of real people; without them, a few of our own do."""
CLIENTS = 32
SLOWER = 0.10
"""The part of the rate that the instant tier may cost."""
MAINS = {"with the instant tier": DEAF, "without": "tests.bench.unmoved"}


def main(arguments: Sequence[str] | None = None) -> int:
    return rows.run(__doc__, options, measure, arguments)


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=4.0, help="of each round")
    parser.add_argument("--rounds", type=int, default=7)


def measure(given: argparse.Namespace) -> Iterator[Row]:
    spoken = texts(DATA)
    took: dict[str, list[Rate]] = {name: [] for name in MAINS}
    for _ in range(given.rounds):
        for name, main in MAINS.items():
            took[name].append(one_round(main, spoken, given.seconds))
    yield from compared(took)


def one_round(main: str, spoken: list[str], seconds: float) -> Rate:
    """On a database of its own: beside it, no other Hilo catches up with what it was told before."""
    site = Hilo(main, spoken)
    try:
        return asyncio.run(rate(site, CLIENTS, seconds))
    finally:
        site.remove()


def compared(took: dict[str, list[Rate]]) -> Iterator[Row]:
    """Rounds of each, in the order of MAINS."""
    best = [max(rounds, key=lambda one: one.rate) for rounds in took.values()]
    for name, one in zip(took, best, strict=True):
        yield rows.figure(f"from the hook to the thread, {name}", one.rate, "/s", one.foreign)
    hearing, unmoved = best
    cost = 1 - hearing.rate / unmoved.rate
    foreign = max(one.foreign for one in best)
    yield rows.at_most("the instant tier costs of that", 100 * cost, 100 * SLOWER, foreign, "%")


if __name__ == "__main__":
    sys.exit(main())
