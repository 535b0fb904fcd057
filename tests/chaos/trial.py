"""One trial: many visitors, many kills, and the verdict."""

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Sequence

from chaos.server import Victim
from chaos.verdict import Verdict, judge, wait_until_threaded
from chaos.visitors import Crowd

VISITORS = 100
PAUSE = 0.15
"""Mean seconds between a visitor's numbers."""
LIFE = 0.1, 0.8
"""Seconds that the server may work from its recovery to the next kill."""
GATE = 5.0
"""Seconds from a kill in which it must take messages again."""
PATIENCE = 60.0
"""Seconds after which a server that is up, and takes none, ends the trial."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0: as it should be. 1: messages were lost, doubled or reordered, or it took too long to come back; or, in the
    control, none were lost.
    """
    asked = parser().parse_args(arguments)
    random.seed(asked.seed)
    began = time.monotonic()
    verdict, victim = asyncio.run(trial(asked.kills, control=asked.control, visitors=asked.visitors))
    print(verdict)
    print(f"{'kills':<13}{victim.kills:>9,}   in {time.monotonic() - began:.0f} s, seed {asked.seed}")
    print(recovery(victim.recoveries))
    if asked.control:
        print("The control lost messages, as it must." if verdict.lost else "THE CONTROL LOST NOTHING: distrust this.")
        return 0 if verdict.lost else 1
    return 0 if verdict.clean and max(victim.recoveries, default=0.0) <= GATE else 1


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(description="Acknowledged is durable: kill the server, and count.")
    whole.add_argument("--kills", type=int, default=200)
    whole.add_argument("--visitors", type=int, default=VISITORS)
    whole.add_argument("--seed", type=int, default=random.randrange(1_000_000), help="to see the same moments again")
    whole.add_argument("--control", action="store_true", help="kill a server that answers before it commits")
    return whole


async def trial(kills: int, *, control: bool = False, visitors: int = VISITORS) -> tuple[Verdict, Victim]:
    victim = await asyncio.to_thread(Victim, control=control)
    try:
        account = await asyncio.to_thread(open_chat, victim)
        crowd = Crowd(victim, account, visitors)
        await crowd.begin(PAUSE)
        while victim.kills < kills and not crowd.failed():
            await asyncio.sleep(random.uniform(*LIFE))
            await victim.fall()
            await crowd.recovered(PATIENCE)
        await crowd.end()
        await asyncio.to_thread(wait_until_threaded, victim.database)
        await asyncio.to_thread(victim.stop)
        return judge(victim.database, crowd.visitors), victim
    finally:
        await asyncio.to_thread(victim.remove)


def open_chat(victim: Victim) -> str:
    return str(victim.admin().add_chat()["id"])


def recovery(seconds: list[float]) -> str:
    """From the kill to the first message that was accepted again."""
    if not seconds:
        return "recovery     none"
    longest = max(seconds)
    gate = f"gate <= {GATE:g} s: {'met' if longest <= GATE else 'NOT MET'}"
    return f"{'recovery':<13}{statistics.median(seconds):>9.2f} s median, {longest:.2f} s at most; {gate}"
