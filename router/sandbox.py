"""Reads hostile payloads in a process of their own, so that the worst mail costs one stub and not the server."""

import asyncio
import os
import struct
import sys
from asyncio.subprocess import PIPE, Process

import structlog
from msgspec import MsgspecError, msgpack

from connectors.contract import Happening, Raw
from inbox.words import Account
from router.cell import Answer, Task

PATIENCE = 10.0
"""Seconds one payload may take."""
WORN_OUT = 2000
"""Payloads after which a process is replaced, so that a slow leak in a parser never adds up."""

log = structlog.get_logger()


CELL = (sys.executable, "-m", "router.cell")


def bare() -> dict[str, str]:
    """The cell's environment: where our code lies, and none of the secrets that ours may hold."""
    return {"PYTHONPATH": os.pathsep.join(sys.path)}


class Unreadable(Exception):
    """The payload cannot be read; the text says why and quotes nothing."""


class Sandbox:
    """One cell, started when first needed and replaced when it dies."""

    def __init__(self) -> None:
        self._cell: Process | None = None
        self._reads = 0
        self._turn = asyncio.Lock()

    async def read(self, account: Account, raw: Raw) -> list[Happening]:
        """Raises Unreadable."""
        task = msgpack.encode(Task(account.connector, account.id, account.settings, raw))
        async with self._turn:
            try:
                answer = await self._ask(task)
            except BaseException:  # cancelled in mid-frame, too: what the cell would say next belongs to nobody
                await self.close()
                raise
        if answer.error:
            raise Unreadable(f"The parser failed ({answer.error}).")
        return answer.happenings

    async def _ask(self, task: bytes) -> Answer:
        cell = await self._alive()
        try:
            async with asyncio.timeout(PATIENCE):
                return await exchange(cell, task)
        except TimeoutError as late:
            raise Unreadable(f"Reading it took longer than {PATIENCE:.0f} seconds.") from late
        except (OSError, asyncio.IncompleteReadError) as died:
            raise Unreadable("Reading it took too much memory, or broke the parser.") from died
        except MsgspecError as nonsense:
            raise Unreadable("The parser's answer made no sense.") from nonsense

    async def _alive(self) -> Process:
        self._reads += 1
        if self._cell is None or self._cell.returncode is not None or self._reads > WORN_OUT:
            await self.close()
            self._cell = await asyncio.create_subprocess_exec(
                *CELL, stdin=PIPE, stdout=PIPE, env=bare(), start_new_session=True
            )
            self._reads = 1
        return self._cell

    async def close(self) -> None:
        """End the cell at once; nothing in it is worth waiting for."""
        cell, self._cell = self._cell, None
        if cell is None:
            return
        if cell.returncode is None:
            cell.kill()
        if cell.stdin is not None:
            cell.stdin.close()
        await cell.wait()


async def exchange(cell: Process, task: bytes) -> Answer:
    if cell.stdin is None or cell.stdout is None:
        raise OSError("the cell has no pipes")
    cell.stdin.write(struct.pack(">I", len(task)) + task)
    await cell.stdin.drain()
    (size,) = struct.unpack(">I", await cell.stdout.readexactly(4))
    return msgpack.decode(await cell.stdout.readexactly(size), type=Answer)
