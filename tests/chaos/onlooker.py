"""An agent's open screen, which goes on at any web process that is there, as a browser does behind a load balancer."""

import asyncio
import itertools
from collections.abc import Sequence
from contextlib import suppress

from aiohttp import ClientError, ClientSession, ClientTimeout
from bench.company import Seat
from bench.screen import Screen
from servers.programs import HOST

AGAIN = 0.1
"""Seconds before a stream that broke off is asked for anew."""


class Onlooker(Screen):
    """ports: where Hilo can be reached just now. back: changes that came a second time, or after a later one."""

    def __init__(self, ports: Sequence[int], seat: Seat) -> None:
        super().__init__(ports[0], seat)
        self._ports = ports
        self.back = 0

    async def _follow(self) -> None:
        async with ClientSession(timeout=ClientTimeout(total=None, sock_connect=5)) as http:
            for turn in itertools.count():
                port = self._ports[turn % len(self._ports)]
                self._url = f"http://{HOST}:{port}/api/v1/stream"
                with suppress(ClientError, TimeoutError):
                    await self._watch(http)
                self.cuts += 1
                await asyncio.sleep(AGAIN)

    def _take(self, frame: bytes, now: float) -> None:
        before = int(self._last or 0)
        super()._take(frame, now)
        self.back += b"event: change" in frame and int(self._last) <= before
