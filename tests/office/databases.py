"""Freshly migrated databases: built once, copied for every test, on the engine that the tests run on."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from servers.postgresql import PostgreSQL, driven
from servers.proxy import Proxy
from servers.storage import SCALED

from inbox.migrate import upgrade


class Databases(Protocol):
    def new(self, folder: Path) -> str:
        """The URL of a database of one's own; where it is a file, that is folder's hilo.db."""
        ...

    def drop(self, url: str) -> None: ...


class Files:
    """SQLite: a file is copied."""

    def __init__(self, folder: Path) -> None:
        self._migrated = folder / "hilo.db"
        upgrade(f"sqlite:///{self._migrated}")

    def new(self, folder: Path) -> str:
        return f"sqlite:///{shutil.copy(self._migrated, folder / 'hilo.db')}"

    def drop(self, url: str) -> None:
        """It goes with its folder."""


class Served:
    """PostgreSQL copies one itself."""

    def __init__(self, server: PostgreSQL) -> None:
        self.port = server.port
        self._server = server
        self._migrated = self._server.new_database()
        upgrade(self._url(self._migrated))

    def _url(self, name: str) -> str:
        return driven(self._server.url(name))

    def new(self, folder: Path) -> str:
        return self._url(self._server.new_database(self._migrated))

    def drop(self, url: str) -> None:
        self._server.drop(url.rpartition("/")[2])


class Distant:
    """PostgreSQL at the end of a line that may be lost, and found again."""

    def __init__(self, served: Served, proxied: Callable[[int], Proxy]) -> None:
        self._served = served
        self._line = proxied(served.port)

    def new(self, folder: Path) -> str:
        return self._served.new(folder).replace(f":{self._served.port}/", f":{self._line.port}/")

    def drop(self, url: str) -> None:
        self._served.drop(url)

    def lose(self) -> None:
        self._line.refuse()
        self._line.cut()

    def find(self) -> None:
        self._line.accept()


def examples(many: int) -> int:
    """How many a property test tries. PostgreSQL answers later, and what both engines share is looked for on SQLite."""
    return many // 5 if SCALED else many


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    served: Served | None = request.getfixturevalue("served") if SCALED else None
    return served or Files(tmp_path_factory.mktemp("migrated"))


@pytest.fixture
def url(databases: Databases, tmp_path: Path) -> Iterator[str]:
    """Of a database for one test."""
    made = databases.new(tmp_path)
    yield made
    databases.drop(made)


@pytest.fixture(scope="session")
def served(postgresql: PostgreSQL) -> Served:
    """For what is to be seen on PostgreSQL, whichever engine the tests run on."""
    return Served(postgresql)


@pytest.fixture
def distant(served: Served, proxied: Callable[[int], Proxy]) -> Distant:
    return Distant(served, proxied)
