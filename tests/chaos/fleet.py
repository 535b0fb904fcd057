"""Strike a scaled Hilo blow after blow under load, and count what became of every message.

python tests/chaos/fleet.py             two web and two router processes on PostgreSQL and Redis, and the control
python tests/chaos/fleet.py --rate 20 "Redis FLUSHALL"    only this and the control, with fewer messages a second
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
from bench.rows import Row, told  # noqa: E402
from chaos.blows import BLOWS  # noqa: E402
from chaos.siege import Siege, Struck, besieged  # noqa: E402
from chaos.town import servers  # noqa: E402

RATE = 20.0
EARLY = "tests.chaos.early"
GATE = 10.0
"""Seconds in which it must work again."""
LOSSY = "kill -9 of a web process", "kill -9 of the other web process", "PostgreSQL stopped (immediate)"
"""What costs messages that were acknowledged too early."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0: every gate is met. 1: messages were lost, doubled or out of order, or it took too long; or the control lost
    none.
    """
    unmet: list[Row] = []

    def noted(given: argparse.Namespace) -> Iterator[Row]:
        for row in measure(given):
            unmet.extend([row] if row.met is False else [])
            yield row

    rows.run(__doc__, options, noted, arguments)
    return 1 if unmet else 0


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("blows", nargs="*", type=known, metavar="BLOW", help="each by its name; all by default")
    parser.add_argument("--rate", type=float, default=RATE, help="messages a second")


def known(blow: str) -> str:
    if blow not in BLOWS:
        raise argparse.ArgumentTypeError(f"there is no {blow!r}; there are {', '.join(BLOWS)}")
    return blow


def measure(given: argparse.Namespace) -> Iterator[Row]:
    with servers() as on:
        yield from table(asyncio.run(besieged(on, given.rate, given.blows or BLOWS)))
        yield control(asyncio.run(besieged(on, given.rate, LOSSY, EARLY)))


def table(siege: Siege) -> Iterator[Row]:
    found = siege.verdict
    yield told("offered; acknowledged", f"{found.offered:,}; {found.acknowledged:,}")
    faults = {
        "lost": found.lost,
        "doubled": found.doubled,
        "out of order": found.reordered,
        "gaps in the positions of a thread": found.gaps,
        "in a thread, though nobody said it": found.strays,
        "acknowledged, and never shown at the stream": siege.unseen,
        "shown at the stream again, or too late": siege.back,
        "answers other than 2xx, 429 and 503": siege.strange,
    }
    yield from (Row(what, f"{count:,}", "0", count == 0) for what, count in faults.items())
    yield from map(recovery, siege.struck)


def recovery(one: Struck) -> Row:
    """found: since what was struck was back."""
    what = f"{one.blow}: away {one.away:.1f} s, works again after"
    more = f" (waits <= {one.longest:.1f} s)"
    return Row(what, f"{one.recovery:.1f} s{more}", f"<= {GATE:g} s", one.recovery <= GATE)


def control(siege: Siege) -> Row:
    lost = siege.verdict.lost
    return Row("control, acknowledged before the commit: lost", f"{lost:,}", ">= 1", lost >= 1)


if __name__ == "__main__":
    sys.exit(main())
