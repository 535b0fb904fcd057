"""Hilo in processes of its own, embedded or on servers, that calls no provider."""

import asyncio
import shutil
import sys
import tempfile
import time
from pathlib import Path

from cryptography.fernet import Fernet
from servers.programs import Program, free_port
from sqlalchemy import ColumnElement, Table, func, select

from inbox.engine import open_readers
from inbox.schema import journal, message
from web.settings import Settings

ADDRESS = "http://hilo.example"
"""What providers sign, whatever port it turns out to be."""
DEAF = "tests.chaos.deaf"
UNREAD = journal.c.read_at.is_(None)
UNHINDERED = "100000"
"""Messages a second of one account: what all customers of the bench write goes to eight of them."""


class Site:
    """database and redis: URLs; without them, SQLite in a folder of its own. Everything is gone after `remove`."""

    def __init__(self, database: str = "", redis: str = "") -> None:
        self.data = Path(tempfile.mkdtemp(prefix="hilo-site-"))
        key = Fernet.generate_key().decode()
        self._env = {"HILO_DATA": str(self.data), "HILO_URL": ADDRESS, "HILO_KEY": key}
        self._env |= {"DATABASE_URL": database, "REDIS_URL": redis, "HILO_ACCOUNT_RATE": UNHINDERED}
        self.settings = Settings.from_env(self._env)
        self._programs: list[Program] = []
        self._reading = open_readers(self.settings.database, 1)
        self.port = 0

    def start(self, only: str = "", *, main: str = DEAF) -> Program:
        """All of it, or only "web" or "router", which may run several times."""
        program = Program(only or "serve")
        self._programs.append(program)
        listening = free_port() if only != "router" else 0
        part = ("--only", only) if only else ()
        command = (sys.executable, "-m", main, "serve", "--port", str(listening), *part)
        program.run(*command, ready=lambda: "Hilo" in program.output(), seconds=60, env=self._env)
        self.port = listening or self.port
        return program

    @property
    def pids(self) -> list[int]:
        return [one.process.pid for one in self._programs if one.process is not None]

    def stored(self) -> int:
        """Messages that came in, as agents see them."""
        return self._count(message, message.c.direction == "in")

    def journalled(self) -> int:
        return self._count(journal, journal.c.seq > 0)

    def unread(self) -> int:
        """What is in the journal and in no thread yet."""
        return self._count(journal, UNREAD)

    def _count(self, table: Table, which: ColumnElement[bool]) -> int:
        with self._reading.connect() as conn:
            return int(conn.execute(select(func.count()).select_from(table).where(which)).scalar_one())

    async def threaded(self, seconds: float) -> float:
        """Wait until everything is read. Returns for how long, in seconds. Raises TimeoutError."""
        began = time.monotonic()
        while await asyncio.to_thread(self.unread):
            if time.monotonic() > began + seconds:
                raise TimeoutError(f"the router did not thread everything in {seconds:.0f} s")
            await asyncio.sleep(0.02)
        return time.monotonic() - began

    def stop(self) -> None:
        while self._programs:
            self._programs.pop().remove()

    def remove(self) -> None:
        self.stop()
        self._reading.dispose()
        shutil.rmtree(self.data, ignore_errors=True)
