"""How many may be connected: who comes when all places are taken is told so at once, and costs nothing else."""

import asyncio
import resource
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from web.pressure import Pressure

BACKLOG = 512
SPARE = 256
"""Files that must stay for the database, attachments and providers."""
MOST_FILES = 65_536
FAREWELL = 1.0  # seconds in which the answer may still be read: who closes at once cuts it off
FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n"
    b"Content-Type: application/json\r\nContent-Length: 97\r\n\r\n"
    b'{"error":{"code":"busy","message":"Too many are connected to Hilo. Try again in a few seconds."}}'
)


@asynccontextmanager
async def open_gate(runner: web.AppRunner, listening: socket.socket, pressure: Pressure) -> AsyncIterator[None]:
    """Serve what comes to this socket, as long as there is a place."""
    serving, places = runner.server, min(pressure.limits.connections, allow_files() - SPARE)
    if serving is None:
        raise RuntimeError("the runner is not set up")

    pressure.connected = lambda: len(serving.connections)

    def admit() -> asyncio.BaseProtocol:
        if pressure.connected() < places:
            return serving()
        pressure.note("connections")
        return TurnedAway()

    server = await asyncio.get_running_loop().create_server(admit, sock=listening, backlog=BACKLOG)
    try:
        yield
    finally:
        server.close()


def allow_files() -> int:
    """As many as this user may have open; systems begin with 1,024, which is for programs that serve nobody."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(soft, most)


class TurnedAway(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            transport.write(FULL)
            transport.write_eof()
            asyncio.get_running_loop().call_later(FAREWELL, transport.abort)
