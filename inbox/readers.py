"""Reading: a small pool of connections that refuse to write, each used by one thread at a time."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from sqlalchemy import Connection, Engine

from inbox.engine import is_away
from inbox.errors import Away

T = TypeVar("T")

AWAY = "The database does not answer just now. Ask again in a moment."


class Readers:
    """size: how many look at a time; whoever else asks waits. open: those who look and those who wait."""

    def __init__(self, engine: Engine, size: int) -> None:
        self.size = size
        self.open = 0
        self._engine = engine
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="inbox-reader")

    async def look(self, work: Callable[[Connection], T]) -> T:
        """Raises what work raises, and Away where there is no database to look at."""
        self.open += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, work)
        finally:
            self.open -= 1

    def _run(self, work: Callable[[Connection], T]) -> T:
        """Once more where the connection turns out to be one to a server that was restarted since."""
        with suppress(Away):
            return self._once(work)
        return self._once(work)

    def _once(self, work: Callable[[Connection], T]) -> T:
        try:
            with self._engine.connect() as conn:
                return work(conn)
        except Exception as error:
            if is_away(error):
                raise Away(AWAY) from error
            raise

    def close(self) -> None:
        self._threads.shutdown(wait=True)
        self._engine.dispose()
