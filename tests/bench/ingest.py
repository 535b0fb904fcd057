"""How many messages come in, and how soon an agent sees them, embedded: `python tests/bench/ingest.py [--seconds N]`.

Uniquely signed hooks of Twilio at a constant rate, by 2,000 customers to eight numbers; forty agents have the inbox
open. A rate is sustained when 99 % are delivered, p99 is below 250 ms, none fails, and what was acknowledged is stored.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.chdir(ROOT)

from bench import rows  # noqa: E402  # a script finds only its own folder by itself
from bench.climb import Step, best  # noqa: E402
from bench.company import AGENTS, found  # noqa: E402
from bench.hooks import Hooks, bare  # noqa: E402
from bench.raw import into_sqlite  # noqa: E402
from bench.rows import Row  # noqa: E402
from bench.screen import screens  # noqa: E402
from bench.share import Meter  # noqa: E402
from bench.site import Site  # noqa: E402


def main(arguments: Sequence[str] | None = None) -> int:
    return rows.run(__doc__, options, measure, arguments)


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=6.0, help="of each step")
    parser.add_argument("--steps", type=int, default=6, help="how often the distance to the ceiling is halved")
    parser.add_argument("--agents", type=int, default=AGENTS)


def measure(given: argparse.Namespace) -> Iterator[Row]:
    with asyncio.Runner() as runner:
        with site() as shut:
            company = runner.run(found(shut.settings, given.agents))
            least, foreign = runner.run(bare(company, given.seconds))
            yield rows.figure("R0: form, HMAC, 200", least, "/s", foreign)
            yield raw(shut, given.seconds)
            shut.start("web")
            hooks = Hooks(shut, company, given.seconds)
            durable = runner.run(hooks.highest_durable(least, given.steps))
            yield ceiling("hook -> durable -> 200, of R0", durable, least, 0.6)
        with site() as whole:
            company = runner.run(found(whole.settings, given.agents))
            whole.start()
            tried, half = runner.run(in_sight(Hooks(whole, company, given.seconds), least, given.steps))
            yield ceiling("hook -> threaded -> scored -> stream, of R0", tried, least, 0.2)
            yield from at_half(half)
            yield kept([*durable, *tried, *half])


@contextmanager
def site(database: str = "", redis: str = "") -> Iterator[Site]:
    made = Site(database, redis)
    try:
        yield made
    finally:
        made.remove()


def raw(at: Site, seconds: float) -> Row:
    meter = Meter()
    return rows.figure("W0: sqlite3, 50 rows a commit, FULL", into_sqlite(at.data, seconds), "/s", meter.read().foreign)


async def in_sight(hooks: Hooks, most: float, steps: int) -> tuple[list[Step], list[Step]]:
    """Every step on the way to the ceiling, and one at half of it, where there is one."""
    async with screens(hooks.site.port, hooks.company.seats) as screen:
        tried = await hooks.highest_seen(most, steps, screen)
        top = best(tried)
        return tried, [await hooks.seen(top.rate / 2, screen)] if top else []


def ceiling(what: str, tried: Sequence[Step], least: float, gate: float) -> Row:
    """The highest that was sustained; foreign: the most that it was in any step, for what failed may be their doing."""
    top = best(tried)
    rate, foreign = top.rate if top else 0.0, max(one.share.foreign for one in tried)
    return rows.at_least(what, rate / least, gate, foreign, f" ({rate:,.0f}/s)")


def at_half(half: Sequence[Step]) -> Iterator[Row]:
    for step in half:
        what = f"the same at half of that, {step.rate:,.0f}/s"
        yield rows.at_most(f"{what}, p50", 1000 * step.p50, 5, step.share.foreign)
        yield rows.at_most(f"{what}, p99", 1000 * step.p99, 30, step.share.foreign)


def kept(steps: Sequence[Step]) -> Row:
    acknowledged, stored = sum(one.heard.accepted for one in steps), sum(one.stored for one in steps)
    errors = sum(one.heard.errors.total() for one in steps)
    found = f"{stored:,} of {acknowledged:,}"
    return Row(f"stored of acknowledged; {errors} refused", found, "all", stored == acknowledged)


if __name__ == "__main__":
    sys.exit(main())
