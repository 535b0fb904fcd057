"""An account that is called, and the peer that it calls."""

from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio
from servers.peer import Peer, open_peer

from tests.web.hooks.line import Line, open_line


@pytest_asyncio.fixture
async def line(house: Any) -> Line:
    return await open_line(house)


@pytest_asyncio.fixture
async def peer() -> AsyncIterator[Peer]:
    async with open_peer() as peer:
        yield peer
