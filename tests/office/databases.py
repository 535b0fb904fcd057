"""Freshly migrated databases: built once, copied for every test, on the engine that the tests run on."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from servers.postgresql import PostgreSQL, driven
from servers.storage import SCALED

from inbox.migrate import upgrade


class Databases(Protocol):
    def new(self, folder: Path) -> str:
        """The URL of a database of one's own; where it is a file, that is folder's hilo.db."""
        ...

    def drop(self, url: str) -> None: ...

    def remove(self) -> None: ...


class Files:
    """SQLite: a file is copied."""

    def __init__(self, folder: Path) -> None:
        self._migrated = folder / "hilo.db"
        upgrade(f"sqlite:///{self._migrated}")

    def new(self, folder: Path) -> str:
        return f"sqlite:///{shutil.copy(self._migrated, folder / 'hilo.db')}"

    def drop(self, url: str) -> None:
        """It goes with its folder."""

    def remove(self) -> None:
        self._migrated.unlink(missing_ok=True)


class Served:
    """PostgreSQL copies one itself."""

    def __init__(self) -> None:
        self._server = PostgreSQL()
        self._migrated = self._server.new_database()
        upgrade(self._url(self._migrated))

    def _url(self, name: str) -> str:
        return driven(self._server.url(name))

    def new(self, folder: Path) -> str:
        return self._url(self._server.new_database(self._migrated))

    def drop(self, url: str) -> None:
        self._server.drop(url.rpartition("/")[2])

    def remove(self) -> None:
        self._server.remove()


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    made = Served() if SCALED else Files(tmp_path_factory.mktemp("migrated"))
    yield made
    made.remove()
