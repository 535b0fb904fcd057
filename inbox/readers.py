"""Reading: a small pool of connections that refuse to write, each used by one thread at a time."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection, Engine

T = TypeVar("T")


class Readers:
    """size: how many look at a time; whoever else asks waits. open: those who look and those who wait."""

    def __init__(self, engine: Engine, size: int) -> None:
        self.size = size
        self.open = 0
        self._engine = engine
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="inbox-reader")

    async def look(self, work: Callable[[Connection], T]) -> T:
        def run() -> T:
            with self._engine.connect() as conn:
                return work(conn)

        self.open += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, run)
        finally:
            self.open -= 1

    def close(self) -> None:
        self._threads.shutdown(wait=True)
        self._engine.dispose()
