"""Whoever writes: as fast as they are answered, or at a constant rate whatever happens."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bench.line import Line

LINES = 64
"""Connections, on which the customers take turns, as they do on those of a provider."""


class Asked(NamedTuple):
    """A request made beforehand, and the text that it brings."""

    text: str
    wire: bytes


@dataclass
class Heard:
    """What came of one load. seconds: from the first request to the last answer. planned: when each text was due."""

    seconds: float = 0.0
    accepted: int = 0
    errors: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    planned: dict[str, float] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        return self.accepted / self.seconds if self.seconds else 0.0


class Load:
    """lines: how many requests may be under way together."""

    def __init__(self, port: int, lines: int = LINES) -> None:
        self._port, self._lines = port, lines

    async def as_fast_as_answered(self, asked: Iterator[Asked], seconds: float) -> Heard:
        """Until the time is over, or nothing is left to ask."""
        heard = Heard()
        lines = [await Line.open(self._port) for _ in range(self._lines)]
        began = time.monotonic()

        async def write_on(place: int) -> None:
            for one in asked:
                if (now := time.monotonic()) > began + seconds:
                    return
                lines[place] = await self._say(lines[place], heard, one, now)

        await asyncio.gather(*map(write_on, range(self._lines)))
        return ended(heard, lines, began)

    async def at(self, rate: float, asked: Sequence[Asked]) -> Heard:
        """Open loop: a server that falls behind finds the messages waiting, and their waiting counts."""
        heard = Heard()
        lines = [await Line.open(self._port) for _ in range(self._lines)]
        free: asyncio.Queue[Line] = asyncio.Queue()
        for line in lines:
            free.put_nowait(line)

        async def say(one: Asked, due: float) -> None:
            line = await free.get()
            free.put_nowait(await self._say(line, heard, one, due))

        began = time.monotonic()
        async with asyncio.TaskGroup() as saying:
            for one, due in zip(asked, plan(began, rate, len(asked)), strict=True):
                if (early := due - time.monotonic()) > 0:
                    await asyncio.sleep(early)
                saying.create_task(say(one, due))
        return ended(heard, lines, began)

    async def _say(self, line: Line, heard: Heard, asked: Asked, due: float) -> Line:
        """Returns the line to go on with: some servers hang up after each answer."""
        heard.planned[asked.text] = due
        if not line.open_still:
            line = await Line.open(self._port)
        try:
            status, _ = await line.ask(asked.wire)
        except ConnectionError:
            heard.errors[0] += 1
            return await Line.open(self._port)
        if 200 <= status < 300:
            heard.accepted += 1
            heard.waits.append(time.monotonic() - due)
        else:
            heard.errors[status] += 1
        return line


def plan(began: float, rate: float, count: int) -> Iterator[float]:
    return (began + number / rate for number in range(count))


def ended(heard: Heard, lines: list[Line], began: float) -> Heard:
    heard.seconds = time.monotonic() - began
    for line in lines:
        line.close()
    return heard
