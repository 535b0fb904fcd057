"""Hints between tasks: "something new in the journal". A lost hint costs latency, never a message."""

import asyncio
from collections import defaultdict
from contextlib import suppress
from types import TracebackType
from typing import Final, Protocol, Self

from sqlalchemy import Connection

MOST: Final = 1000
"""Notes that are kept for whoever is slow to take them: they are hints."""


class Bell(Protocol):
    async def __aenter__(self) -> Self: ...
    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def wait(self, timeout: float) -> list[bytes]:
        """Return at the next wake-up, or after timeout seconds, with the notes rung since."""
        ...


class Bus(Protocol):
    def wake(self, topic: str, note: bytes = b"") -> None:
        """Ring everybody who listens to the topic, in this process and in others. Callable from any thread."""
        ...

    def tell(self, topic: str, note: bytes) -> None:
        """Ring those in other processes alone: whoever tells knows it already. Callable from any thread."""
        ...

    def listen(self, topic: str) -> Bell: ...

    async def close(self) -> None: ...


class LocalBus:
    """Within one process."""

    def __init__(self) -> None:
        self._bells: defaultdict[str, set[LocalBell]] = defaultdict(set)

    def wake(self, topic: str, note: bytes = b"") -> None:
        for bell in tuple(self._bells[topic]):
            bell.ring(note)

    def wake_all(self) -> None:
        """Hints may have been lost, so everybody looks once."""
        for topic in tuple(self._bells):
            self.wake(topic)

    def tell(self, topic: str, note: bytes) -> None:
        """There is nobody else."""

    def listen(self, topic: str) -> "LocalBell":
        return LocalBell(self._bells[topic])

    async def close(self) -> None:
        """It holds nothing."""


class LocalBell:
    """Registered while entered."""

    def __init__(self, registered: "set[LocalBell]") -> None:
        self._registered = registered
        self._rung = asyncio.Event()
        self._notes: list[bytes] = []

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self._registered.add(self)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._registered.discard(self)

    def ring(self, note: bytes) -> None:
        with suppress(RuntimeError):  # the loop was closed; whoever rings must not fail for that
            self._loop.call_soon_threadsafe(self._take, note)

    def _take(self, note: bytes) -> None:
        if note and len(self._notes) < MOST:
            self._notes.append(note)
        self._rung.set()

    async def wait(self, timeout: float) -> list[bytes]:
        try:
            async with asyncio.timeout(timeout):
                await self._rung.wait()
        except TimeoutError:
            pass
        self._rung.clear()
        notes, self._notes = self._notes, []
        return notes


def announce(conn: Connection, topic: str) -> None:
    """Wake the topic's listeners once this transaction has been committed."""
    conn.info.setdefault("announced", set()).add(topic)


def announced(conn: Connection) -> set[str]:
    """Take what was announced on this connection since the last call."""
    topics: set[str] = conn.info.pop("announced", set())
    return topics
