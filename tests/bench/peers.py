"""Messages a second at 1, 4 and 32 clients, beside two other inboxes from PyPI: `python tests/bench/peers.py`.

Each is installed into an environment of its own (.cache/peers) and served on gunicorn, with SQLite as durable as ours,
and one after the other is asked on this machine. Every client writes as soon as it was answered. A message counts once
it is in its thread, or is a ticket. The others do more for each: permissions, templates, notifications.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.chdir(ROOT)

from bench import rows  # noqa: E402  # a script finds only its own folder by itself
from bench.beside.helpdesk import Helpdesk  # noqa: E402
from bench.beside.roundup import Roundup  # noqa: E402
from bench.company import SPOKEN, found  # noqa: E402
from bench.hooks import LAG  # noqa: E402
from bench.load import Asked, Load  # noqa: E402
from bench.rows import Row  # noqa: E402
from bench.share import Meter  # noqa: E402
from bench.site import DEAF, Site  # noqa: E402

CLIENTS = 1, 4, 32
GATES = {4: 10.0, 32: 20.0}
"""Times the better of the others, by clients."""


class Peer(Protocol):
    name: str
    set_up: str
    port: int

    @property
    def pids(self) -> list[int]: ...

    def messages(self) -> Iterator[Asked]:
        """Endless."""
        ...

    async def settle(self) -> None:
        """Return once all that was acknowledged is where an agent would see it."""
        ...

    def remove(self) -> None: ...


class Hilo:
    name = "Hilo"
    set_up = "embedded, one process, SQLite WAL FULL, a signed hook, threaded and scored"

    def __init__(self, main: str = DEAF, spoken: Sequence[str] = SPOKEN) -> None:
        self._site = Site()
        self._company = asyncio.run(found(self._site.settings, spoken=spoken))
        self._site.start(main=main)
        self.port = self._site.port

    @property
    def pids(self) -> list[int]:
        return self._site.pids

    def messages(self) -> Iterator[Asked]:
        while True:
            yield from self._company.messages(100)

    async def settle(self) -> None:
        await self._site.threaded(LAG)

    def remove(self) -> None:
        self._site.remove()


PEERS: tuple[Callable[[], Peer], ...] = (Hilo, Helpdesk, Roundup)


@dataclass(frozen=True)
class Rate:
    """A second, how many were refused, and the part of the machine that others took."""

    rate: float
    refused: int
    foreign: float


def main(arguments: Sequence[str] | None = None) -> int:
    return rows.run(__doc__, options, measure, arguments)


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=10.0, help="of each number of clients")


def measure(given: argparse.Namespace) -> Iterator[Row]:
    found: dict[str, dict[int, Rate]] = {}
    for begin in PEERS:
        peer = begin()
        try:
            yield rows.told(peer.name, peer.set_up)
            found[peer.name] = {clients: asyncio.run(rate(peer, clients, given.seconds)) for clients in CLIENTS}
        finally:
            peer.remove()
        for clients, one in found[peer.name].items():
            refused = f"; {one.refused} refused" if one.refused else ""
            yield rows.figure(f"{peer.name}, messages at {clients} clients{refused}", one.rate, "/s", one.foreign)
    yield from compared(found)


async def rate(peer: Peer, clients: int, seconds: float) -> Rate:
    messages = peer.messages()
    await Load(peer.port, clients).as_fast_as_answered(messages, min(1.0, seconds))  # every worker has begun
    await peer.settle()
    meter, began = Meter(*peer.pids), asyncio.get_running_loop().time()
    heard = await Load(peer.port, clients).as_fast_as_answered(messages, seconds)
    await peer.settle()
    took = asyncio.get_running_loop().time() - began
    return Rate(heard.accepted / took, heard.errors.total(), meter.read().foreign)


def compared(found: dict[str, dict[int, Rate]]) -> Iterator[Row]:
    ours = found.pop(Hilo.name)
    for clients, one in ours.items():
        best = max(theirs[clients].rate for theirs in found.values())
        foreign = max([one.foreign, *(theirs[clients].foreign for theirs in found.values())])
        what, gate = f"Hilo, of the better one, at {clients} clients", GATES.get(clients)
        if gate:
            yield rows.at_least(what, one.rate / best, gate, foreign, "x")
        else:
            yield Row(what, f"{one.rate / best:.2f}x", foreign=foreign)


if __name__ == "__main__":
    sys.exit(main())
