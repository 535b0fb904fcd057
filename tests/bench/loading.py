"""How soon the inbox is usable at the end of a thin line: `python tests/bench/loading.py [--rounds N]`.

A cold browser of somebody who is logged in, its processor slowed to a quarter, 1.6 Mbit/s and 150 ms away; a full first
page waits. Milliseconds from the address to the first key that is answered, and as a ratio to the gate.
"""

import argparse
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from bench import rows  # noqa: E402  # a script finds only its own folder by itself
from bench.rows import Row  # noqa: E402
from bench.share import Meter  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from servers.faraway import GATE, Loading, load  # noqa: E402
from servers.hilo import Hilo, Person  # noqa: E402
from servers.visitor import Visitor  # noqa: E402

WAITING = 50


def main(arguments: Sequence[str] | None = None) -> int:
    return rows.run(__doc__, options, measure, arguments)


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=10)


def measure(given: argparse.Namespace) -> Iterator[Row]:
    hilo = Hilo()
    try:
        ana, meter = fill(hilo), Meter(hilo.pid)
        found = loaded(hilo, ana, given.rounds)
        foreign = meter.read().foreign
    finally:
        hilo.remove()
    times = {what: [getattr(one, what) for one in found] for what in ("drawn", "usable", "opened")}
    for what in ("drawn", "opened"):
        yield rows.figure(f"the inbox on a thin line, {what}: p50", statistics.median(times[what]), "ms", foreign)
    usable = statistics.median(times["usable"])
    yield rows.at_most("the inbox on a thin line, usable: p50", usable, GATE, foreign)


def fill(hilo: Hilo) -> Person:
    """Returns who sees them."""
    ana = hilo.admin("Ana")
    chat = str(ana.add_chat("*")["id"])
    for number in range(WAITING):
        Visitor(hilo, chat, f"Zoe {number}").say(f"Where is my order {number}? I have been waiting since Monday.")
    return ana


def loaded(hilo: Hilo, ana: Person, rounds: int) -> list[Loading]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        found = [load(browser, hilo, ana) for _ in range(rounds)]
        browser.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
