"""An embedded inbox that goes, and empty databases of a real PostgreSQL that it may go to."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from office import everything
from office.databases import Files
from servers.postgresql import PostgreSQL, driven
from sqlalchemy import Engine

from inbox.engine import open_writer
from inbox.migrate import upgrade


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Embedded, whatever engine the other tests run on."""
    return Files(tmp_path_factory.mktemp("embedded"))


@pytest.fixture
def origin(files: Files, tmp_path: Path) -> Iterator[Engine]:
    """With six rows in each table."""
    engine = open_writer(files.new(tmp_path))
    everything.fill(engine, 1, 2, 3, 4, 5, 6)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def migrated(postgresql: PostgreSQL) -> str:
    """The name of a database that Hilo has just made its own: most tests save the making."""
    name = postgresql.new_database()
    upgrade(driven(postgresql.url(name)))
    return name


@pytest.fixture
def another(postgresql: PostgreSQL) -> Iterator[Callable[[str], Engine]]:
    """Makes a database like the one of that name."""
    made = dict[str, Engine]()

    def make(like: str) -> Engine:
        name = postgresql.new_database(like)
        made[name] = open_writer(driven(postgresql.url(name)))
        return made[name]

    yield make
    for name, engine in made.items():
        engine.dispose()
        postgresql.drop(name)


@pytest.fixture
def target(another: Callable[[str], Engine], migrated: str) -> Engine:
    return another(migrated)


@pytest.fixture
def empty(another: Callable[[str], Engine]) -> Engine:
    """Without any table."""
    return another("template1")


@pytest.fixture
def english(postgresql: PostgreSQL) -> Iterator[Engine]:
    """Without any table, and sorted as in a dictionary: a, ä, B."""
    with psycopg.connect(postgresql.url("postgres"), autocommit=True) as conn:
        if conn.info.server_version < 150_000:
            pytest.skip("PostgreSQL 14 sorts a whole database by the system's locales only")
        conn.execute("CREATE DATABASE english TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en'")
    engine = open_writer(driven(postgresql.url("english")))
    yield engine
    engine.dispose()
    postgresql.drop("english")
