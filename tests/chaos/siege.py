"""One siege of a scaled Hilo: blow after blow under load, how soon it works again, and what stands in the threads."""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf

from bench.company import employ
from chaos.blows import BLOWS
from chaos.kept import compare
from chaos.onlooker import Onlooker
from chaos.provider import Provider
from chaos.town import Servers, Town, built
from chaos.verdict import Verdict, threads

REST = 1.5
"""Seconds between blows."""
LONGEST = 60.0
"""Seconds in which it must work again, or it never does."""
LINGER = 5.0
"""Seconds in which what is in its thread may still come into sight."""


@dataclass(frozen=True)
class Struck:
    """Seconds. away: until what was struck was back. recovery: from then until a new message of every customer was
    accepted and shown. longest: how long any message that was sent since the blow took to be shown.
    """

    blow: str
    away: float
    recovery: float
    longest: float


@dataclass
class Siege:
    """strange: answers that no outage explains. unseen: accepted, and never shown. back: shown again, or too late."""

    struck: list[Struck] = field(default_factory=list)
    verdict: Verdict = field(default_factory=Verdict)
    strange: int = 0
    unseen: int = 0
    back: int = 0

    @property
    def clean(self) -> bool:
        return self.verdict.clean and not any((self.strange, self.unseen, self.back))


async def besieged(on: Servers, rate: float, blows: Iterable[str], web: str = "web") -> Siege:
    """rate: messages a second. web: the program of the web processes. Raises TimeoutError if it does not recover."""
    siege = Siege()
    async with built(on, web) as town:
        _, seat = await employ(town.fleet.inbox, 1)
        provider = Provider(town.fleet.customers, town.fleet.ports)
        async with Onlooker(town.fleet.ports, seat) as agent:
            async with provider.calling(rate):
                for blow in blows:
                    await asyncio.sleep(REST)
                    siege.struck.append(await struck(town, provider, agent, blow))
            await account(siege, town, provider, agent)
    return siege


async def struck(town: Town, provider: Provider, agent: Onlooker, blow: str) -> Struck:
    first, began = len(provider.told), time.monotonic()
    await BLOWS[blow](town)
    back = time.monotonic()
    recovery = await recovered(provider, agent, back)
    since = provider.told[first:]
    await agent.has_seen({one.text for one in since}, LINGER)
    waits = [agent.seen[one.text] - one.sent for one in since if one.text in agent.seen]
    return Struck(blow, back - began, recovery, max(waits))


async def recovered(provider: Provider, agent: Onlooker, back: float) -> float:
    """Wait for a message of every customer that was sent since. Returns the seconds from then to the last of these."""
    first = len(provider.told)
    while time.monotonic() < back + LONGEST:
        heard: dict[int, float] = {}
        for one in provider.told[first:]:
            if one.accepted < inf and one.text in agent.seen:
                heard.setdefault(one.customer.number, max(one.accepted, agent.seen[one.text]))
        if len(heard) == len(provider.customers):
            return max(heard.values()) - back
        await asyncio.sleep(0.02)
    raise TimeoutError(f"only {len(heard)} of {len(provider.customers)} customers were heard again in {LONGEST:.0f} s")


async def account(siege: Siege, town: Town, provider: Provider, agent: Onlooker) -> None:
    """Of everything, once it is threaded."""
    await town.fleet.site.threaded(LONGEST)
    await agent.has_seen({one.text for one in provider.told}, LINGER)
    siege.verdict = compare(provider.told, await town.fleet.inbox.read(threads))
    siege.strange = provider.strange.total()
    siege.unseen = sum(one.text not in agent.seen for one in provider.told)
    siege.back = agent.back
