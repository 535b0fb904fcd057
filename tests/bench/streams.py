"""How many agents one web process can keep up to date: `python tests/bench/streams.py [--streams N]`.

So many live streams stay open; then a colleague writes a note, again and again. KiB that each stream takes of the web
process, and milliseconds from the sending of the note until the last stream has it.
"""

import argparse
import asyncio
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.chdir(ROOT)

import psutil  # noqa: E402  # a script finds only its own folder by itself
from bench import ingest, rows  # noqa: E402
from bench.company import AGENTS, Company, Seat, found  # noqa: E402
from bench.line import Line, request  # noqa: E402
from bench.load import Load  # noqa: E402
from bench.rows import Row  # noqa: E402
from bench.share import Meter  # noqa: E402
from bench.site import Site  # noqa: E402
from bench.watcher import Watcher  # noqa: E402
from msgspec import json  # noqa: E402

AT_ONCE = 50
"""Streams that are opened together; more would wait in the kernel's queue for the server."""
WARM = 50
"""Streams that come and go first, so that what is loaded once is not counted."""
PATIENCE = 10.0
"""Seconds until a stream that heard nothing is given up."""
KIB, MS = 25, 250


def main(arguments: Sequence[str] | None = None) -> int:
    return rows.run(__doc__, options, measure, arguments)


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--streams", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=20)


def measure(given: argparse.Namespace) -> Iterator[Row]:
    allow_files(given.streams + 500)
    with ingest.site() as site, asyncio.Runner() as runner:
        company = runner.run(found(site.settings, AGENTS))
        runner.run(one_thread(site, company))
        pid = site.start("web").process
        assert pid is not None
        yield from runner.run(crowded(site, company, given.streams, given.rounds))


def allow_files(count: int) -> None:
    """Ours, and so those of the server that we start. Raises ValueError where the system allows no more."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(count, 4096), most))


async def one_thread(site: Site, company: Company) -> None:
    """In which the notes will stand."""
    site.start()
    await Load(site.port, 1).as_fast_as_answered(iter(company.messages(1)), PATIENCE)
    await site.threaded(PATIENCE)
    await asyncio.to_thread(site.stop)


async def crowded(site: Site, company: Company, count: int, rounds: int) -> list[Row]:
    server = psutil.Process(site.pids[0])
    for one in await opened(site.port, company.seats, WARM):
        one.close()
    await asyncio.sleep(1)
    meter, before = Meter(server.pid), server.memory_info().rss
    watchers = await opened(site.port, company.seats, count)
    kib, foreign = (server.memory_info().rss - before) / 1024 / count, meter.read().foreign
    meter, took = Meter(server.pid), await reached(site.port, company.seats[0], watchers, rounds)
    busy = meter.read().foreign
    gone = sum(one.gone for one in watchers)
    for one in watchers:
        one.close()
    what = f"{count:,} live streams on one web process"
    return [
        rows.at_most(f"{what}: memory of each", kib, KIB, foreign, "KiB", f"; {gone} cut" if gone else ""),
        rows.at_most(f"{what}: a note reaches all, p50 of {rounds}", rows.quantile(took, 0.5), MS, busy),
        rows.at_most(f"{what}: a note reaches all, the slowest", max(took), MS, busy),
    ]


async def opened(port: int, seats: list[Seat], count: int) -> list[Watcher]:
    turns, watchers = cycle(seats), list[Watcher]()
    while len(watchers) < count:
        some = islice(turns, min(AT_ONCE, count - len(watchers)))
        watchers += await asyncio.gather(*(Watcher.open(port, seat) for seat in some))
    return watchers


async def reached(port: int, seat: Seat, watchers: list[Watcher], rounds: int) -> list[float]:
    """Milliseconds, of every round; infinite where a stream heard nothing."""
    line = await Line.open(port)
    thread_id = (await asked(line, "GET", "/api/v1/threads?view=open", seat))["threads"][0]["id"]
    return [await reach(line, f"/api/v1/threads/{thread_id}/notes", seat, watchers, number) for number in range(rounds)]


async def reach(line: Line, path: str, seat: Seat, watchers: list[Watcher], number: int) -> float:
    word = f"Please look at this, number {number}."
    for one in watchers:
        one.listen_for(word)
    began = time.monotonic()
    await asked(line, "POST", path, seat, text=word, client_id=f"note-{number}")
    while not all(one.heard for one in watchers) and time.monotonic() < began + PATIENCE:
        await asyncio.sleep(0.01)
    return max(1000 * (one.heard - began) if one.heard else float("inf") for one in watchers)


async def asked(line: Line, method: str, path: str, seat: Seat, **body: Any) -> Any:
    content = json.encode(body) if body else b""
    wire = request(path, content, {**seat.headers, "Content-Type": "application/json"})
    status, answer = await line.ask(wire.replace(b"POST", method.encode(), 1))
    if status >= 400:
        raise RuntimeError(f"{method} {path}: {status} {answer.decode()}")
    return json.decode(answer)


if __name__ == "__main__":
    sys.exit(main())
