"""A connection to a mailbox, steered from the event loop and worked in a thread of its own.

Why a thread around imap_tools and not an asyncio IMAP library: the calls below are then plain sequences that a server
cannot bring out of step, timeouts are the socket's own, and cancelling is one `shutdown` of the socket, which wakes
the thread wherever it is. Each of these has its test against a real Dovecot, behind a network that breaks.
"""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Concatenate, ParamSpec, TypeVar

from connectors.email.mailbox import BROKEN, Mailbox
from connectors.email.server import Server, dial, explain

P = ParamSpec("P")
T = TypeVar("T")


@asynccontextmanager
async def connect(server: Server, mailbox: str, seconds: float) -> AsyncIterator["Line"]:
    """A `Line` on which every single answer may take so long. Raises `Refused` or `TryLater`, with their sentences."""
    try:
        end = await dial(server, seconds)
    except OSError as error:
        raise explain(server, error) from error
    line = Line(end)
    try:
        try:
            await line.open(server, mailbox, seconds)
        except BROKEN as error:
            raise explain(server, error) from error
        yield line
    finally:
        await line.close()


class Line:
    def __init__(self, end: socket.socket) -> None:
        self._end = end
        # TLS takes the descriptor into an object of its own; this second one reaches the connection either way.
        self._control = end.dup()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="imap")
        self._box: Mailbox | None = None

    async def open(self, server: Server, mailbox: str, seconds: float) -> None:
        self._end.settimeout(seconds)
        self._box = await self._run(lambda: Mailbox(server, mailbox, self._end))

    @property
    def box(self) -> Mailbox:
        """For what it knows; what it does is asked for by `call`."""
        if self._box is None:
            raise RuntimeError("the line is not open")
        return self._box

    async def call(self, work: Callable[Concatenate[Mailbox, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`await line.call(Mailbox.newer, 7)`. Cancelling breaks the connection, so that nothing is left running."""
        return await self._run(lambda: work(self.box, *args, **kwargs))

    async def _run(self, work: Callable[[], T]) -> T:
        running = asyncio.get_running_loop().run_in_executor(self._thread, work)
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            self._cut()
            await asyncio.wait([running])
            running.exception()  # how the cut line failed is no news
            raise

    def _cut(self) -> None:
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)

    async def close(self) -> None:
        self._cut()
        self._control.close()
        self._thread.shutdown()
        self._end.close()
        if self._box is not None:
            with contextlib.suppress(OSError):
                self._box.client.shutdown()
