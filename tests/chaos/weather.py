"""One storm: every provider calls as it likes, and then everything is counted."""

import argparse
import asyncio
import random
import time
from collections.abc import Iterator, Sequence

import aiohttp
from chaos.calm import CUSTOMERS, seed
from chaos.forecast import Posted, forecast
from chaos.ruins import Ruins, survey
from chaos.verdict import wait_until_threaded
from servers.hilo import Hilo

AT_ONCE = 16
"""Calls under way together."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0: as it should be. 1: something was lost, doubled, out of order, or went back."""
    asked = parser().parse_args(arguments)
    began = time.monotonic()
    ruins = asyncio.run(storm(asked.hooks, asked.seed))
    print(ruins)
    print(f"{'seed':<20}{asked.seed:>9}   in {time.monotonic() - began:.0f} s")
    return 0 if ruins.clean else 1


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(description="Everything once, in order and never back: shuffle hooks, and count.")
    whole.add_argument("--hooks", type=int, default=10_000)
    whole.add_argument("--seed", type=int, default=random.randrange(1_000_000), help="to see the same order again")
    return whole


class Deaf(Hilo):
    """It calls nobody: the providers of a storm only call."""

    MAIN = ("-m", "tests.chaos.deaf")


async def storm(hooks: int, chosen: int, customers: int = CUSTOMERS) -> Ruins:
    hilo = await asyncio.to_thread(Deaf)
    try:
        await asyncio.to_thread(hilo.stop)
        lines = await seed(hilo.data, hilo.database, hilo.url, customers)
        foreseen = forecast(lines, hooks, random.Random(chosen))
        await asyncio.to_thread(hilo.start)
        refused = await rain(hilo.url, foreseen.posted)
        await asyncio.to_thread(wait_until_threaded, hilo.database, 600)
        await asyncio.to_thread(hilo.stop)
        return survey(hilo.database, foreseen, refused)
    finally:
        await asyncio.to_thread(hilo.remove)


async def rain(url: str, posted: Sequence[Posted]) -> int:
    """Every call in its order, as many at once as a provider would make. Returns how many were refused."""
    waiting = iter(posted)
    async with aiohttp.ClientSession() as http:
        return sum(await asyncio.gather(*(call_all(http, url, waiting) for _ in range(AT_ONCE))))


async def call_all(http: aiohttp.ClientSession, url: str, waiting: Iterator[Posted]) -> int:
    refused = 0
    for one in waiting:
        path = f"{url}/hooks/{one.account_id}{one.call.query}"
        async with http.post(path, data=one.call.body, headers=one.call.headers) as answer:
            refused += answer.status != 200
    return refused
