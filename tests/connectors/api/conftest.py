"""API accounts whose clock stands still, and the peer at their other end."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio
from servers.peer import SECRET, Peer, open_peer

from connectors.api.channel import Api

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest_asyncio.fixture
async def peer() -> AsyncIterator[Peer]:
    async with open_peer() as peer:
        yield peer


def make_api(**given: Any) -> Api:
    return Api("account", Api.Settings(**{"secret": SECRET, "allow_private": True, **given}), clock=lambda: NOW)


@pytest.fixture
def api() -> Callable[..., Api]:
    """An account whose clock stands still; settings may be given."""
    return make_api


@pytest.fixture
def secret() -> str:
    return SECRET


@pytest.fixture
def now() -> datetime:
    return NOW
