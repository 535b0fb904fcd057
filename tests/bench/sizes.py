"""Whether it stays fast as it grows: `python tests/bench/sizes.py [--threads N ...] [--scaled]`.

At every number of threads, with five messages each: the first page of the queue, 50 agents who each take whoever is
next every second, a thread, the card beside it, and three searches. Milliseconds of the inbox's own functions, without
HTTP. A million threads take half an hour to fill, and some 15 GB in a temporary folder: `--threads 10000 1000000`.
"""

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.chdir(ROOT)

from bench import rows  # noqa: E402  # a script finds only its own folder by itself
from bench.asking import Asking  # noqa: E402
from bench.crowd import Crowd  # noqa: E402
from bench.rows import Row  # noqa: E402
from bench.share import Meter  # noqa: E402
from servers.postgresql import PostgreSQL, driven  # noqa: E402

from inbox.engine import open_writer  # noqa: E402
from inbox.migrate import upgrade  # noqa: E402

SIZES = (10_000, 100_000)
GROWS, SLOWEST = 2.0, 50.0
"""Times that a median may be the smallest size's, and milliseconds of p99."""


@dataclass(frozen=True)
class Timed:
    """Milliseconds of each round, and the part of the machine that others took."""

    took: list[float]
    foreign: float


Found = defaultdict[str, dict[int, Timed]]
"""By what was asked, and by size."""


def main(arguments: Sequence[str] | None = None) -> int:
    return rows.run(__doc__, options, measure, arguments)


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--threads", type=int, nargs="+", default=SIZES, help="upwards; default 10000 100000")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--scaled", action="store_true", help="on PostgreSQL instead of SQLite")


def measure(given: argparse.Namespace) -> Iterator[Row]:
    found: Found = defaultdict(dict)
    with tempfile.TemporaryDirectory(prefix="hilo-sizes-") as folder, databases(given.scaled, Path(folder)) as new:
        for count in given.threads:
            url, meter, began = new(), Meter(), time.monotonic()
            crowd = fill(url, count)
            yield rows.figure(f"{count:,} threads: to fill", time.monotonic() - began, "s", meter.read().foreign)
            with asyncio.Runner() as runner:
                asking = Asking(url, Path(folder), crowd, random.Random(count))
                runner.run(at_size(asking, count, given.rounds, found))
    yield from report(found)


@contextmanager
def databases(scaled: bool, folder: Path) -> Iterator[Callable[[], str]]:
    """What makes an empty one, and gives its URL."""
    if not scaled:
        names = (f"sqlite:///{folder}/{number}.db" for number in range(1000))
        yield lambda: next(names)
        return
    server = PostgreSQL(durable=True)
    try:
        yield lambda: driven(server.url(server.new_database()))
    finally:
        server.remove()


def fill(url: str, count: int) -> Crowd:
    upgrade(url)
    writer = open_writer(url)
    crowd = Crowd(writer, count)
    crowd.fill()
    writer.dispose()
    return crowd


async def at_size(asking: Asking, count: int, rounds: int, found: Found) -> None:
    try:
        for what, ask in asking.questions():
            await ask()  # the first one compiles what the others find compiled
            meter, took = Meter(), list[float]()
            while len(took) < rounds:
                took += await ask()
            found[what][count] = Timed(took, meter.read().foreign)
    finally:
        await asking.close()


def report(found: Found) -> Iterator[Row]:
    for what, sizes in found.items():
        foreign = max(one.foreign for one in sizes.values())
        medians = [statistics.median(one.took) for one in sizes.values()]
        grown, worst = medians[-1] / medians[0], max(rows.quantile(one.took, 0.99) for one in sizes.values())
        threads, shown = " -> ".join(f"{size:,}" for size in sizes), " -> ".join(f"{one:.1f}" for one in medians)
        measured = f"{shown} ms: {grown:.1f}x"
        yield Row(f"{what}, {threads} threads: p50", measured, f"<= {GROWS:g}x", grown <= GROWS, foreign)
        yield rows.at_most(f"{what}: the largest p99", worst, SLOWEST, foreign)


if __name__ == "__main__":
    sys.exit(main())
