"""A live stream that is only received: as cheap as a client can be, so that thousands fit into one process."""

import asyncio
import time

from bench.company import Seat


class Watcher(asyncio.Protocol):
    """heard: the moment (monotonic seconds) at which the word that it waits for came."""

    def __init__(self) -> None:
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.heard = 0.0
        self.gone = False
        self._word, self._tail = b"", b""

    @classmethod
    async def open(cls, port: int, seat: Seat) -> "Watcher":
        """Returns once the stream has begun. Raises ConnectionError."""
        wire, watcher = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        head = "".join(f"{name}: {value}\r\n" for name, value in seat.headers.items())
        wire.write(f"GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n{head}\r\n".encode())
        await watcher.opened
        return watcher

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._wire = transport

    def listen_for(self, word: str) -> None:
        self._word, self._tail, self.heard = word.encode(), b"", 0.0

    def data_received(self, data: bytes) -> None:
        if not self.opened.done():
            self._begin(data)
        elif self._word and not self.heard:
            self._tail += data
            if self._word in self._tail:
                self.heard = time.monotonic()
            self._tail = self._tail[-len(self._word) :]

    def _begin(self, data: bytes) -> None:
        self._tail += data
        if b"event: present" in self._tail:
            self.opened.set_result(None)
        elif self._tail[:12] not in (b"HTTP/1.1 200", b"HTTP/1.1 200"[: len(self._tail)]):
            self.opened.set_exception(ConnectionError(f"no stream: {self._tail[:80]!r}"))

    def connection_lost(self, exc: Exception | None) -> None:
        self.gone = True
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("the server hung up"))

    def close(self) -> None:
        self._wire.close()
