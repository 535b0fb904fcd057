"""A real PostgreSQL with throw-away data, and as many databases in it as tests ask for."""

import itertools
import os
import pwd
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import psycopg
from psycopg import sql
from servers.programs import HOST, Program, free_port

BESIDE = "/usr/lib/postgresql"
_numbers = itertools.count(1)


class PostgreSQL:
    """durable: whether commits wait for the disk, as in earnest."""

    def __init__(self, *, durable: bool = False) -> None:
        self._program = Program("postgresql")
        self._programs = programs()
        self._data = self._program.home / "data"
        self._durable = durable
        self.port = free_port()
        self._own()
        self._make()
        self.start()

    def _own(self) -> None:
        """PostgreSQL refuses to run as root."""
        self._as: tuple[str, ...] = ()
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self._program.home, owner.pw_uid, owner.pw_gid)
            self._as = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--")

    def _make(self) -> None:
        cluster = ("-D", str(self._data), "-A", "trust", "-U", "hilo", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        made = self._data / "PG_VERSION"
        self._program.run(*self._as, str(self._programs / "initdb"), *cluster, ready=made.exists, seconds=60)
        process = self._program.process
        assert process is not None
        assert process.wait(60) == 0, self._program.output()

    def start(self) -> None:
        """Start, or start again, on the same data and port."""
        durable = () if self._durable else ("-c", "fsync=off", "-c", "full_page_writes=off")
        places = ("-D", str(self._data), "-p", str(self.port), "-k", str(self._program.home), "-h", HOST)
        more = ("-c", "max_connections=200", "-c", "shared_buffers=64MB")
        command = (*self._as, str(self._programs / "postgres"), *places, *more, *durable)
        self._program.run(*command, ready=self._greets, seconds=30)

    def _greets(self) -> bool:
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.Error:
            return False
        return True

    @property
    def pid(self) -> int:
        assert self._program.process is not None
        return self._program.process.pid

    def url(self, name: str) -> str:
        return f"postgresql://hilo@{HOST}:{self.port}/{name}"

    def new_database(self, like: str = "template1") -> str:
        """The name of a database of one's own; like: the one that it is a copy of, which nobody may have open."""
        name = f"hilo{next(_numbers)}"
        making = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(like))
        with psycopg.connect(self.url("postgres"), autocommit=True) as conn:
            conn.execute(making)
        return name

    def drop(self, name: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as conn:
            conn.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def stop(self, *, immediate: bool = False) -> None:
        """immediate: without a checkpoint, so that the next start has to recover (pg_ctl's modes).

        Its head alone is told, as pg_ctl does: to the others the same signal would mean to cancel a statement.
        """
        if self._program.process is not None:
            self._program.process.send_signal(signal.SIGQUIT if immediate else signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self._program.process.wait(20)
        self._program.halt(signal.SIGKILL)

    def remove(self) -> None:
        self.stop(immediate=True)
        self._program.remove()


def driven(url: str) -> str:
    """Naming the driver too, as SQLAlchemy takes it; people and libpq name none."""
    return url.replace("postgresql:", "postgresql+psycopg:", 1)


def programs() -> Path:
    """Where its programs lie; Debian keeps them beside PATH, one folder per version."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = sorted(Path(BESIDE).glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    if not versions:
        raise RuntimeError("PostgreSQL is missing. Install it with: apt-get install --no-install-recommends postgresql")
    return versions[-1].parent
