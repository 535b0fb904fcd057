"""The whole benchmark: phases in a row, one table, nothing left behind."""

import argparse
import asyncio
import json
import os
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.line import Line, request
from bench.load import LINES, Heard, Load
from bench.screen import Screen
from bench.share import Meter, Share
from chaos.verdict import wait_until_threaded
from servers.hilo import Hilo, Person
from servers.programs import Program

VISITORS = 3000
DRAIN = 20.0
"""Seconds that threading may lag behind a load before we call it stuck."""


@dataclass(frozen=True)
class Row:
    name: str
    rate: float
    waits: list[float]
    share: Share
    errors: int


def main(arguments: Sequence[str] | None = None) -> int:
    """0: it ran, and everything acknowledged was stored. 1: not everything was."""
    whole = argparse.ArgumentParser(description="Rates and latencies of what comes in, against a bare handler.")
    whole.add_argument("--seconds", type=float, default=6.0, help="of each of the four phases")
    seconds = whole.parse_args(arguments).seconds
    hilo = Hilo()
    try:
        return asyncio.run(Bench(hilo, hilo.admin(), seconds).run())
    finally:
        hilo.remove()


class Bench:
    def __init__(self, hilo: Hilo, agent: Person, seconds: float) -> None:
        self._hilo = hilo
        self._agent = agent
        self._seconds = seconds
        self._account = str(agent.add_chat()["id"])
        self._path = f"/chat/{self._account}/messages"
        self._accepted = 0
        self._errors = 0

    async def run(self) -> int:
        tokens = await self._sessions()
        load = Load(self._hilo.port, self._path, tokens)
        bare = await self._bare(tokens)
        posted = await self._posted(load)
        async with Screen(self._hilo.url, self._agent) as screen:
            seen = await self._seen(load, screen)
            paced = await self._paced(load, screen, seen.rate / 2)
        return self._report([bare, posted, seen, paced], screen)

    async def _sessions(self) -> list[str]:
        """Visitors' tokens, as the widget gets them."""
        knock = request(f"/chat/{self._account}/session", b"{}")
        tokens: list[str] = []

        async def arrive() -> None:
            line = await Line.open(self._hilo.port)
            while len(tokens) < VISITORS:
                _, body = await line.ask(knock)
                tokens.append(json.loads(body)["token"])
            line.close()

        await asyncio.gather(*(arrive() for _ in range(8)))
        return tokens

    async def _bare(self, tokens: list[str]) -> Row:
        """R0, in a process of its own, while Hilo rests."""
        os.environ["HILO_KEY"] = (self._hilo.data / "key").read_text().strip()
        program = Program("bare")
        command = (sys.executable, "-m", "tests.bench.bare", self._account)
        try:
            await asyncio.to_thread(program.run, *command, ready=lambda: "bare at" in program.output())
            assert program.process is not None
            meter = Meter(program.process.pid)
            port = int(program.output().split()[-1])
            heard = await Load(port, self._path, tokens).as_fast_as_answered(self._seconds)
            return Row("R0  bare handler: verify, answer", heard.rate, heard.waits, meter.read(), self._wrong(heard))
        finally:
            del os.environ["HILO_KEY"]
            await asyncio.to_thread(program.remove)

    async def _posted(self, load: Load) -> Row:
        """A: nobody looks at the inbox; threading goes on beside it and is waited for afterwards."""
        meter = Meter(self._hilo.pid)
        heard = await load.as_fast_as_answered(self._seconds)
        row = Row("A   POST -> durable -> 202", heard.rate, heard.waits, meter.read(), self._count(heard))
        with suppress(TimeoutError):
            await asyncio.to_thread(wait_until_threaded, self._hilo.database, DRAIN)
        return row

    async def _seen(self, load: Load, screen: Screen) -> Row:
        """B, its ceiling: until the last message is on the agent's screen."""
        meter, began = Meter(self._hilo.pid), time.monotonic()
        heard = await load.as_fast_as_answered(self._seconds)
        waits = await self._in_sight(heard, screen)
        rate = len(waits) / (max(screen.seen.values(), default=began) - began)
        return Row("B   POST -> agent's stream, flat out", rate, waits, meter.read(), self._count(heard))

    async def _paced(self, load: Load, screen: Screen, rate: float) -> Row:
        """B, its latency: at half of that, from the moment at which each message was due to be sent."""
        meter = Meter(self._hilo.pid)
        heard = await load.at(rate, self._seconds)
        waits = await self._in_sight(heard, screen)
        name = f"B½  the same at a constant {rate:,.0f}/s"
        return Row(name, len(waits) / heard.seconds, waits, meter.read(), self._count(heard))

    async def _in_sight(self, heard: Heard, screen: Screen) -> list[float]:
        await screen.has_seen(set(heard.planned), DRAIN)
        return [screen.seen[one] - due for one, due in heard.planned.items() if one in screen.seen]

    def _count(self, heard: Heard) -> int:
        self._accepted += heard.accepted
        return self._wrong(heard)

    def _wrong(self, heard: Heard) -> int:
        self._errors += heard.errors.total()
        return heard.errors.total()

    def _report(self, rows: list[Row], screen: Screen) -> int:
        print(
            f"{'':<38}{'per s':>8}{'/ R0':>7}{'p50 ms':>9}{'p99 ms':>9}{'server':>8}{'client':>8}{'foreign':>8}"
            f"{'errors':>8}"
        )
        for row in rows:
            print(as_line(row, rows[0].rate))
        stored = count(self._hilo.database)
        print(
            f"\nacknowledged {self._accepted:,}, stored {stored:,}, errors {self._errors}, "
            f"the stream was cut {screen.cuts} times and reset {screen.resets} times"
        )
        print(
            f"{os.cpu_count()} cores, shared by the server, one client process ({LINES} connections, "
            f"{VISITORS:,} visitors, one agent's screen) and whoever else ran here (foreign). Loopback."
        )
        return 0 if stored == self._accepted else 1


def as_line(row: Row, bare: float) -> str:
    shares = "".join(f"{share:>8.0%}" for share in (row.share.server, row.share.client, row.share.foreign))
    middle, worst = (1000 * quantile(row.waits, part) for part in (0.5, 0.99))
    return f"{row.name:<38}{row.rate:>8,.0f}{row.rate / bare:>7.2f}{middle:>9.1f}{worst:>9.1f}{shares}{row.errors:>8}"


def quantile(values: list[float], part: float) -> float:
    return sorted(values)[int(part * (len(values) - 1))] if values else float("nan")


def count(database: Path) -> int:
    with closing(sqlite3.connect(database)) as conn:
        return int(conn.execute("SELECT count(*) FROM message WHERE direction = 'in'").fetchone()[0])
