"""A freshly migrated database for every test, and who works in it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from office.clock import HeldClock
from office.databases import Databases
from office.office import KEY, Office

from inbox.door import Inbox
from inbox.words import Account, User


@pytest.fixture
def database(url: str) -> Path:
    """The file that SQLite keeps all in."""
    if not url.startswith("sqlite:"):
        pytest.skip("this is about SQLite's file")
    return Path(url.removeprefix("sqlite:///"))


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
def migrated_office(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """For property tests: one database for all examples of a module, each with accounts of its own."""
    url = databases.new(tmp_path_factory.mktemp("examples"))
    office = Office(url, HeldClock())
    yield office
    office.close()
    databases.drop(url)
