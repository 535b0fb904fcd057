"""Agents' open screens: one that notes when each message came into sight, and others that only receive."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aiohttp import ClientError, ClientSession, ClientTimeout
from bench.company import Seat
from bench.watcher import Watcher
from msgspec import DecodeError, Struct, json


class Shown(Struct):
    text: str = ""


class Change(Struct):
    kind: str = ""
    message: Shown | None = None


class Screen:
    """seen: when each text was shown first. cuts: times that the server hung up because we were slow."""

    def __init__(self, port: int, seat: Seat) -> None:
        self._url, self._headers = f"http://127.0.0.1:{port}/api/v1/stream", seat.headers
        self._decode = json.Decoder(Change).decode
        self._last = b""
        self._task: asyncio.Task[None] | None = None
        self.seen: dict[str, float] = {}
        self.cuts = 0
        self.resets = 0

    async def __aenter__(self) -> "Screen":
        self._open = asyncio.Event()
        self._task = asyncio.create_task(self._follow())
        await asyncio.wait_for(self._open.wait(), 10)
        return self

    async def __aexit__(self, *error: object) -> None:
        assert self._task is not None
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _follow(self) -> None:
        async with ClientSession(timeout=ClientTimeout(total=None), read_bufsize=1 << 20) as http:
            while True:
                with suppress(ClientError):
                    await self._watch(http)
                self.cuts += 1

    async def _watch(self, http: ClientSession) -> None:
        headers = {**self._headers, **({"Last-Event-ID": self._last.decode()} if self._last else {})}
        async with http.get(self._url, headers=headers) as answer:
            answer.raise_for_status()
            rest = b""
            while piece := await answer.content.readany():
                now = time.monotonic()
                *frames, rest = (rest + piece).split(b"\n\n")
                for frame in frames:
                    self._take(frame, now)

    def _take(self, frame: bytes, now: float) -> None:
        self._open.set()
        self.resets += b"event: reset" in frame
        lines = dict(line.split(b": ", 1) for line in frame.split(b"\n") if b": " in line)
        self._last = lines.get(b"id", self._last)
        with suppress(DecodeError):
            change = self._decode(lines.get(b"data", b"{}"))
            if change.message is not None and change.message.text:
                self.seen.setdefault(change.message.text, now)

    async def has_seen(self, texts: set[str], seconds: float) -> None:
        """Return once all are in sight, or after so long."""
        deadline = time.monotonic() + seconds
        while not texts <= self.seen.keys() and time.monotonic() < deadline:
            await asyncio.sleep(0.02)


@asynccontextmanager
async def screens(port: int, seats: list[Seat]) -> AsyncIterator[Screen]:
    """Of every seat; the first one's is given."""
    others = [await Watcher.open(port, seat) for seat in seats[1:]]
    try:
        async with Screen(port, seats[0]) as screen:
            yield screen
    finally:
        for one in others:
            one.close()
