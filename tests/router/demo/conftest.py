"""A demo inbox, before and after its day has been told."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from office.demo import hashed, until_told, until_weighed

from inbox.box import new_key
from inbox.door import Inbox
from router.demo import Demo, crowd, meta
from router.mood.scorers import Scorers
from router.service import Router


@pytest_asyncio.fixture
async def fresh(url: str, tmp_path: Path) -> AsyncIterator[Inbox]:
    """An empty inbox on the real clock: waiting is what the demo is about."""
    inbox = Inbox.open(url, files=tmp_path / "files", key=new_key())
    yield inbox
    await inbox.close()


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Photos take no time."""
    monkeypatch.setattr(meta, "FETCHING", 0.0)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "PAUSE", (0.01, 0.02))
    monkeypatch.setattr(crowd, "THINKING", (0.01, 0.02))


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody writes of their own accord."""
    monkeypatch.setattr(crowd, "PAUSE", (900.0, 900.0))
    monkeypatch.setattr(crowd, "THINKING", (0.01, 0.02))


@pytest_asyncio.fixture
async def told(fresh: Inbox, calm: None) -> AsyncIterator[Inbox]:
    """The inbox once the day has been told."""
    async with Demo(fresh, hashed), Router(fresh, Scorers()):
        await until_told(fresh)
        await until_weighed(fresh)
        yield fresh
