"""The same hooks on PostgreSQL and Redis, with one web and one router process: `python tests/bench/scaled.py`.

As `ingest.py` measures them, both servers beside Hilo on this machine and as durable as in earnest. Then: how much
faster two routers read what has piled up than one.
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.chdir(ROOT)

from bench import ingest, rows  # noqa: E402  # a script finds only its own folder by itself
from bench.company import Company, found  # noqa: E402
from bench.hooks import Hooks, bare  # noqa: E402
from bench.raw import into_postgresql  # noqa: E402
from bench.rows import Row  # noqa: E402
from bench.share import Meter  # noqa: E402
from bench.site import Site  # noqa: E402
from servers.postgresql import PostgreSQL  # noqa: E402
from servers.redis import Redis  # noqa: E402

from inbox import journal  # noqa: E402
from inbox.door import Conn  # noqa: E402
from web.key import open_inbox  # noqa: E402

CHUNK = 1000
LONGEST = 300.0
"""Seconds that the routers may take for what has piled up."""


class Servers:
    def __init__(self) -> None:
        self._postgresql, self._redis = PostgreSQL(durable=True), Redis()

    @property
    def pids(self) -> tuple[int, ...]:
        return self._postgresql.pid, self._redis.pid

    def database(self) -> str:
        return self._postgresql.url(self._postgresql.new_database())

    @contextmanager
    def site(self) -> Iterator[Site]:
        with ingest.site(self.database(), self._redis.url) as made:
            yield made

    def remove(self) -> None:
        self._redis.remove()
        self._postgresql.remove()


def main(arguments: Sequence[str] | None = None) -> int:
    return rows.run(__doc__, options, measure, arguments)


def options(parser: argparse.ArgumentParser) -> None:
    ingest.options(parser)
    parser.add_argument("--backlog", type=int, default=20_000, help="messages that pile up for the routers")


def measure(given: argparse.Namespace) -> Iterator[Row]:
    servers = Servers()
    try:
        with asyncio.Runner() as runner:
            yield raw(servers, given.seconds)
            with servers.site() as site:
                company = runner.run(found(site.settings, given.agents))
                least, foreign = runner.run(bare(company, given.seconds))
                yield rows.figure("R0: form, HMAC, 200", least, "/s", foreign)
                for part in ("web", "router"):
                    site.start(part)
                hooks = Hooks(site, company, given.seconds, servers.pids)
                tried, half = runner.run(ingest.in_sight(hooks, least, given.steps))
                yield ingest.ceiling("hook -> threaded -> scored -> stream, of R0", tried, least, 0.1)
                yield from ingest.at_half(half)
                yield ingest.kept([*tried, *half])
            yield from compared([runner.run(piled_up(servers, count, given)) for count in (1, 2)])
    finally:
        servers.remove()


def raw(servers: Servers, seconds: float) -> Row:
    meter = Meter(*servers.pids)
    rate = into_postgresql(servers.database(), seconds)
    return rows.figure("W0: psycopg, 50 rows a commit, synchronous_commit", rate, "/s", meter.read().foreign)


async def piled_up(servers: Servers, routers: int, given: argparse.Namespace) -> tuple[float, float]:
    """Messages a second from the journal to the threads, and the foreign share."""
    with servers.site() as site:
        company = await found(site.settings, given.agents)
        for _ in range(routers):
            await asyncio.to_thread(site.start, "router")
        await pile_up(site, company, given.backlog)
        meter, began = Meter(*site.pids, *servers.pids), time.monotonic()
        await site.threaded(LONGEST)
        return given.backlog / (time.monotonic() - began), meter.read().foreign


async def pile_up(site: Site, company: Company, count: int) -> None:
    """All in one commit, so that the routers begin together."""
    entries = company.entries(count)

    def append(conn: Conn) -> None:
        for start in range(0, count, CHUNK):
            journal.append(conn, entries[start : start + CHUNK])

    inbox = await open_inbox(site.settings)
    await inbox.write(append)
    await inbox.close()


def compared(rates: Sequence[tuple[float, float]]) -> Iterator[Row]:
    (one, quiet), (two, noisy) = rates
    yield rows.figure("one router, from the journal to the threads", one, "/s", quiet)
    cores = f"two routers, of one; {os.cpu_count()} cores for all of it"
    yield Row(cores, f"{two / one:.2f} ({two:,.0f}/s)", foreign=noisy)


if __name__ == "__main__":
    sys.exit(main())
