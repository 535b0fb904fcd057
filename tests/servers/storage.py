"""What a real Hilo keeps its rows in: a file of its own, or a database of its own on a server that all share."""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Protocol

from servers.postgresql import PostgreSQL, driven
from servers.redis import Redis
from sqlalchemy import Connection

from inbox.engine import open_writer

SCALED = os.environ.get("HILO_TEST_DATABASE") == "postgresql"
HINTED = bool(os.environ.get("HILO_TEST_REDIS"))


class Storage(Protocol):
    """url: as SQLAlchemy takes it. environ: what tells a process of it."""

    url: str
    environ: dict[str, str]

    def remove(self) -> None: ...


def new_storage(data: Path) -> Storage:
    """data: the folder of the Hilo that is to keep its rows."""
    return Database() if SCALED else File(data)


class File:
    """It goes with the folder."""

    def __init__(self, data: Path) -> None:
        self.url = f"sqlite:///{data}/hilo.db"
        self.environ: dict[str, str] = {}

    def remove(self) -> None: ...


class Database:
    """Where HILO_TEST_REDIS is set, with hints."""

    def __init__(self) -> None:
        self._server = postgresql()
        self._name = self._server.new_database()
        address = self._server.url(self._name)
        self.url = driven(address)
        self.environ = {"DATABASE_URL": address} | ({"REDIS_URL": redis().url} if HINTED else {})

    def remove(self) -> None:
        self._server.drop(self._name)


@cache
def postgresql() -> PostgreSQL:
    """For the whole process: a Hilo is also started by programs that know no fixtures."""
    server = PostgreSQL()
    atexit.register(server.remove)
    return server


@cache
def redis() -> Redis:
    server = Redis()
    atexit.register(server.remove)
    return server


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    """One transaction past a Hilo's own door, which may write, too."""
    engine = open_writer(url)
    with engine.begin() as conn:
        yield conn
    engine.dispose()
