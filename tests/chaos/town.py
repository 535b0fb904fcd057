"""Hilo at the scaled size: two web and two router processes, PostgreSQL and Redis, each of which can be struck."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from servers.fleet import Fleet, launched
from servers.postgresql import PostgreSQL
from servers.programs import Program
from servers.redis import Redis


@dataclass(frozen=True)
class Servers:
    postgresql: PostgreSQL
    redis: Redis


@contextmanager
def servers() -> Iterator[Servers]:
    """As durable as in earnest."""
    postgresql = PostgreSQL(durable=True)
    try:
        redis = Redis()
        try:
            yield Servers(postgresql, redis)
        finally:
            redis.remove()
    finally:
        postgresql.remove()


@dataclass(frozen=True)
class Town:
    """web: the program that its web processes run. processes: by their part, the oldest first; so are fleet.ports."""

    servers: Servers
    fleet: Fleet
    web: str
    processes: dict[str, list[Program]]

    async def start(self, part: str) -> None:
        self.processes[part].append(await self.fleet.start(part, self.web if part == "web" else "web"))

    async def kill(self, part: str) -> None:
        await asyncio.to_thread(self.processes[part].pop(0).halt, signal.SIGKILL)
        if part == "web":
            self.fleet.ports.pop(0)

    def tell(self, part: str, signum: signal.Signals) -> None:
        process = self.processes[part][0].process
        assert process is not None
        process.send_signal(signum)


@asynccontextmanager
async def built(on: Servers, web: str = "web") -> AsyncIterator[Town]:
    """Two processes of each part, on a database of their own."""
    async with launched(on.postgresql.url(on.postgresql.new_database()), on.redis.url) as fleet:
        await fleet.open_lines()
        town = Town(on, fleet, web, {"web": [], "router": [fleet.first]})
        for part in ("router", "web", "web"):
            await town.start(part)
        await fleet.shared(2, 2)
        yield town
