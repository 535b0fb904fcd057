"""Meta's and Twilio's clouds for a test that waits for a browser, and a Hilo that takes them for the real ones."""

import asyncio
import threading
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from typing import Any, TypeVar
from urllib.parse import urlsplit

from servers.graph import GraphApi, open_graph
from servers.hilo import Hilo
from servers.twilio import Twilio, open_twilio

T = TypeVar("T")


class Clouds:
    """Their loop runs in a thread of its own: the test's thread is busy with the browser."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._opened = AsyncExitStack()
        self.graph: GraphApi = self.run(self._opened.enter_async_context(open_graph()))
        self.twilio: Twilio = self.run(self._opened.enter_async_context(open_twilio()))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=30)

    def path_of(self, url: str) -> str:
        """Where Twilio's cloud is asked for what lies at that address of Twilio's."""
        return urlsplit(self.twilio.route(url)).path

    def gate(self) -> "Gate":
        return Gate(self._loop)

    def close(self) -> None:
        self.run(self._opened.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=30)
        self._loop.close()


class Gate:
    """Keeps an answer waiting until the test has seen what it wanted to see."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._opened = asyncio.Event()

    async def wait(self) -> None:
        await self._opened.wait()

    def open(self) -> None:
        self._loop.call_soon_threadsafe(self._opened.set)


class NearbyHilo(Hilo):
    MAIN = ("-m", "tests.servers.nearby")
