"""A freshly migrated database for every test: built once, copied many times."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from office.clock import HeldClock
from office.office import KEY, Office

from inbox.door import Inbox
from inbox.migrate import upgrade
from inbox.words import Account, User


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "hilo.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(migrated, tmp_path / "hilo.db"))


@pytest.fixture
def url(database: Path) -> str:
    return f"sqlite:///{database}"


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def office(url: str, clock: HeldClock) -> Iterator[Office]:
    office = Office(url, clock)
    yield office
    office.close()


@pytest.fixture
def email(office: Office) -> Account:
    return office.account("email")


@pytest.fixture
def chat(office: Office) -> Account:
    return office.account("chat")


@pytest.fixture
def ana(office: Office) -> User:
    return office.agent("Ana")


@pytest.fixture
def ben(office: Office) -> User:
    return office.agent("Ben")


@pytest_asyncio.fixture
async def inbox(url: str, tmp_path: Path, clock: HeldClock) -> AsyncIterator[Inbox]:
    inbox = Inbox.open(url, files=tmp_path / "files", key=KEY, clock=clock)
    yield inbox
    await inbox.close()


@pytest.fixture(scope="module")
def migrated_office(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """For property tests: one database for all examples of a module, each with accounts of its own."""
    copied = shutil.copy(migrated, tmp_path_factory.mktemp("examples") / "hilo.db")
    office = Office(f"sqlite:///{copied}", HeldClock())
    yield office
    office.close()
