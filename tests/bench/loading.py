"""How soon the inbox is usable at the end of a thin line: `python tests/bench/loading.py [--rounds N]`.

A cold browser of somebody who is logged in, its processor slowed to a quarter, 1.6 Mbit/s and 150 ms away; a full first
page waits. Milliseconds from the address to the first key that is answered, and as a ratio to the gate.
"""

import argparse
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from playwright.sync_api import sync_playwright  # noqa: E402  # a script finds only its own folder by itself
from servers.faraway import GATE, load  # noqa: E402
from servers.hilo import Hilo, Person  # noqa: E402
from servers.visitor import Visitor  # noqa: E402

WAITING = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    hilo = Hilo()
    try:
        report(hilo, fill(hilo), rounds)
    finally:
        hilo.remove()


def fill(hilo: Hilo) -> Person:
    """Returns who sees them."""
    ana = hilo.admin("Ana")
    chat = str(ana.add_chat("*")["id"])
    for number in range(WAITING):
        Visitor(hilo, chat, f"Zoe {number}").say(f"Where is my order {number}? I have been waiting since Monday.")
    return ana


def report(hilo: Hilo, ana: Person, rounds: int) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        found = [load(browser, hilo, ana) for _ in range(rounds)]
        browser.close()
    print(f"{'milliseconds':34}{'p50':>8}{'worst':>8}   of {rounds}")
    for what in ("drawn", "usable", "opened"):
        times = [getattr(one, what) for one in found]
        print(f"{what:34}{statistics.median(times):8.0f}{max(times):8.0f}")
    print(f"usable, p50 to the gate of {GATE} ms: {statistics.median(one.usable for one in found) / GATE:.2f}")


if __name__ == "__main__":
    main()
