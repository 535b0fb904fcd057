"""Fixtures for what the router does by itself."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from office.office import Office
from office.spy import Script, Spy
from office.trap import Trap

from connectors.registry import CONNECTORS
from inbox.door import Inbox
from inbox.words import Account
from router import sandbox
from router.mood.instant import Instant
from router.reader import Reader


@pytest.fixture
def trapped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the trap into the registry, here and in the cells."""
    monkeypatch.setitem(CONNECTORS, "trap", Trap)
    monkeypatch.setattr(sandbox, "CELL", (sys.executable, "-m", "office.cell"))


@pytest.fixture
def trap(trapped: None, office: Office) -> Account:
    return office.account("trap")


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    """What the spy, which is among the connectors now, will answer; and what it was asked."""
    monkeypatch.setitem(CONNECTORS, "spy", Spy)
    monkeypatch.setattr(Spy, "script", Script())
    return Spy.script


@pytest.fixture
def spy(script: Script, office: Office) -> Account:
    return office.account("spy")


@pytest_asyncio.fixture
async def reader(trapped: None, inbox: Inbox) -> AsyncIterator[Reader]:
    reader = Reader(inbox, Instant())
    yield reader
    await reader._sandbox.close()


Until = Callable[[Callable[[], object]], Awaitable[None]]


@pytest.fixture
def until() -> Until:
    """Waits for something to become true, and fails when it does not."""

    async def wait(true: Callable[[], object]) -> None:
        async with asyncio.timeout(30):
            while not true():
                await asyncio.sleep(0.005)

    return wait
