"""Signed hooks at a constant rate: how many are sustained until they are durable, and until an agent sees them."""

import asyncio
import itertools
import sys
from dataclasses import dataclass

from bench.climb import Step, climb
from bench.company import Company
from bench.load import Heard, Load
from bench.screen import Screen
from bench.share import Meter
from bench.site import ADDRESS, Site
from servers.programs import Program
from servers.twilio import TOKEN

LAG = 120.0
"""Seconds that threading may lag behind a load before we call it stuck."""
LINGER = 1.0
"""Seconds in which the last messages of a step may still come into sight; whatever is later is late anyway."""


async def bare(company: Company, seconds: float) -> tuple[float, float]:
    """R0 a second, and the foreign share, while nothing else of ours runs."""
    program = Program("bare")
    command = (sys.executable, "-m", "tests.bench.bare", ADDRESS, TOKEN)
    try:
        await asyncio.to_thread(program.run, *command, ready=lambda: "bare at" in program.output())
        assert program.process is not None
        meter, port = Meter(program.process.pid), int(program.output().split()[-1])
        heard = await Load(port).as_fast_as_answered(itertools.cycle(company.messages(2000)), seconds)
        if heard.errors:
            raise RuntimeError(f"the bare handler refused some: {heard.errors}")
        return heard.rate, meter.read().foreign
    finally:
        await asyncio.to_thread(program.remove)


@dataclass(frozen=True)
class Hooks:
    """seconds: of each step. servers: processes beside Hilo's own that share its work."""

    site: Site
    company: Company
    seconds: float
    servers: tuple[int, ...] = ()

    async def highest_durable(self, most: float, steps: int) -> list[Step]:
        """most: hooks a second to begin below."""
        return await climb(self.durable, most, steps)

    async def durable(self, rate: float) -> Step:
        """Until they are answered. Nobody reads the journal meanwhile."""
        before, meter = self.site.journalled(), self._meter()
        heard = await self._offer(rate)
        return Step(rate, heard, self.site.journalled() - before, heard.waits, meter.read())

    async def highest_seen(self, most: float, steps: int, screen: Screen) -> list[Step]:
        return await climb(lambda rate: self.seen(rate, screen), most, steps)

    async def seen(self, rate: float, screen: Screen) -> Step:
        """Until they are at the agent's stream. What lags behind is waited for, so that it burdens no other step."""
        before, meter = self.site.stored(), self._meter()
        heard = await self._offer(rate)
        await screen.has_seen(set(heard.planned), LINGER)
        share = meter.read()
        waits = [screen.seen[text] - due for text, due in heard.planned.items() if text in screen.seen]
        await self.site.threaded(LAG)
        return Step(rate, heard, self.site.stored() - before, waits, share)

    async def _offer(self, rate: float) -> Heard:
        asked = self.company.messages(max(1, int(rate * self.seconds)))
        return await Load(self.site.port).at(rate, asked)

    def _meter(self) -> Meter:
        return Meter(*self.site.pids, *self.servers)
