"""Whether the Redis server is fit for Hilo, and what to do where it is not."""

from collections.abc import Iterator
from typing import Final

from inbox.clock import Clock
from inbox.errors import Unreachable
from inbox.servers.redis import RedisServer, look
from web.doctor.clocks import together
from web.doctor.finding import Finding

OLDEST: Final = 6


def redis(url: str, clock: Clock) -> Iterator[Finding]:
    if not url:
        yield Finding("Redis (none: what another process did is seen within 2 seconds)")
        return
    try:
        found = look(url, clock)
    except Unreachable as wrong:
        yield Finding("Redis", f"It cannot be used: {wrong}. {WITHOUT} Start it, or correct REDIS_URL.")
        return
    yield from judge(found)


WITHOUT = "Nothing is lost without it, but what another process did is seen up to 2 seconds later."


def judge(found: RedisServer) -> Iterator[Finding]:
    yield Finding(f"Redis {found.version} at {found.place}", unfit(found))
    yield Finding(f"Redis: memory ({bound(found)}; Hilo keeps nothing in it)")
    yield together("Redis", found.ahead)


def unfit(found: RedisServer) -> str:
    if int(found.version.partition(".")[0]) < OLDEST:
        return f"Hilo needs {OLDEST} or newer. Upgrade it."
    return REPLICA if found.replica else ""


REPLICA = "It is a replica: what is said there is not heard elsewhere. Name the primary in REDIS_URL."


def bound(found: RedisServer) -> str:
    return f"{found.maxmemory >> 20} MiB, {found.policy}" if found.maxmemory else "unbounded"
