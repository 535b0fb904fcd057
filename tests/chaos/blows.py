"""What befalls a scaled Hilo, one after the other. Each blow returns once what it struck is back."""

import asyncio
import signal
from collections.abc import Awaitable, Callable

from chaos.town import Town
from redis import Redis

AWAY = 3.0
"""Seconds that a server is away."""
ASLEEP = 8.0
"""Seconds that a process sleeps; a lease lasts for six."""


async def killed(town: Town, part: str) -> None:
    await town.kill(part)
    await town.start(part)


async def frozen(town: Town, part: str) -> None:
    town.tell(part, signal.SIGSTOP)
    await asyncio.sleep(ASLEEP)
    town.tell(part, signal.SIGCONT)


async def flushed(town: Town) -> None:
    with Redis.from_url(town.servers.redis.url) as redis:
        redis.flushall()


async def unhinted(town: Town) -> None:
    await asyncio.to_thread(town.servers.redis.stop)
    await asyncio.sleep(AWAY)
    await asyncio.to_thread(town.servers.redis.start)


async def restarted(town: Town) -> None:
    await asyncio.to_thread(town.servers.postgresql.stop)
    await asyncio.to_thread(town.servers.postgresql.start)


async def crashed(town: Town) -> None:
    await asyncio.to_thread(town.servers.postgresql.stop, immediate=True)
    await asyncio.sleep(AWAY)
    await asyncio.to_thread(town.servers.postgresql.start)


Blow = Callable[[Town], Awaitable[None]]
BLOWS: dict[str, Blow] = {
    "kill -9 of a web process": lambda town: killed(town, "web"),
    "kill -9 of the other web process": lambda town: killed(town, "web"),
    "kill -9 of a router": lambda town: killed(town, "router"),
    "kill -9 of the other router": lambda town: killed(town, "router"),
    "SIGSTOP of a router past its lease": lambda town: frozen(town, "router"),
    "Redis FLUSHALL": flushed,
    "Redis stopped": unhinted,
    "PostgreSQL restarted (fast)": restarted,
    "PostgreSQL stopped (immediate)": crashed,
}
