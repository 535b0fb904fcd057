"""Visitors who write: as fast as they are answered, or at a constant rate whatever happens."""

import asyncio
import itertools
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.line import Line, request

LINES = 64
"""Connections; visitors take turns on them, since a server allows each only so many messages a minute."""


@dataclass
class Heard:
    """What came of one load. seconds: from the first request to the last answer. planned: when each was due."""

    seconds: float = 0.0
    accepted: int = 0
    errors: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    planned: dict[str, float] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        return self.accepted / self.seconds if self.seconds else 0.0


class Load:
    """path: of the chat's messages. tokens: of the visitors."""

    def __init__(self, port: int, path: str, tokens: list[str]) -> None:
        self._port = port
        self._path = path
        self._turns = itertools.cycle(tokens)
        self._numbers = itertools.count(1)

    async def as_fast_as_answered(self, seconds: float) -> Heard:
        heard = Heard()
        lines = [await Line.open(self._port) for _ in range(LINES)]
        began = time.monotonic()

        async def write_on(line: Line) -> None:
            while (now := time.monotonic()) < began + seconds:
                await self._say(line, heard, now)

        await asyncio.gather(*map(write_on, lines))
        return ended(heard, lines, began)

    async def at(self, rate: float, seconds: float) -> Heard:
        """Open loop: a server that falls behind finds the messages waiting, and their waiting counts."""
        heard = Heard()
        lines = [await Line.open(self._port) for _ in range(LINES)]
        free: asyncio.Queue[Line] = asyncio.Queue()
        for line in lines:
            free.put_nowait(line)

        async def say(due: float) -> None:
            line = await free.get()
            await self._say(line, heard, due)
            free.put_nowait(line)

        began = time.monotonic()
        async with asyncio.TaskGroup() as saying:
            for due in plan(began, rate, seconds):
                if (early := due - time.monotonic()) > 0:
                    await asyncio.sleep(early)
                saying.create_task(say(due))
        return ended(heard, lines, began)

    async def _say(self, line: Line, heard: Heard, due: float) -> None:
        client_id = f"b{next(self._numbers)}"
        body = json.dumps({"client_id": client_id, "text": f"Where is my order? This is message {client_id}."})
        heard.planned[client_id] = due
        status, _ = await line.ask(request(self._path, body.encode(), next(self._turns)))
        if status == 202:
            heard.accepted += 1
            heard.waits.append(time.monotonic() - due)
        else:
            heard.errors[status] += 1


def plan(began: float, rate: float, seconds: float) -> Iterator[float]:
    return (began + number / rate for number in range(int(rate * seconds)))


def ended(heard: Heard, lines: list[Line], began: float) -> Heard:
    heard.seconds = time.monotonic() - began
    for line in lines:
        line.close()
    return heard
