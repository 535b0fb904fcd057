"""A database server that goes away behind an open chat, and comes back."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from cryptography.fernet import Fernet
from office.databases import Distant

from inbox.door import Inbox
from inbox.errors import Away
from router.service import Router
from tests.web.chat.shop import Hearing, Shop, Visitor
from web.chat import stream

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def inbox(tmp_path: Path, distant: Distant) -> AsyncIterator[Inbox]:
    inbox = Inbox.open(distant.new(tmp_path), files=tmp_path / "files", key=Fernet.generate_key())
    yield inbox
    await inbox.close()


async def test_the_chat_goes_on_and_hears_what_was_answered_since(
    visitor: Visitor, shop: Shop, router: Router, distant: Distant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT", 0.05)
    monkeypatch.setattr(stream, "POLL", 0.05)
    async with visitor.listening() as hearing:
        await visitor.write("Hello", "c1")
        await hearing.next()
        distant.lose()
        with pytest.raises(Away):
            await shop.threads()
        await still_here(hearing)
        distant.find()
        await back(shop)
        await shop.answer("Hi!", visitor.address)
        assert (await hearing.next())["text"] == "Hi!"


async def still_here(hearing: Hearing) -> None:
    """A few times, before each of which the stream looked in vain."""
    left = 5
    while left:
        left -= await hearing.block() == {"": "still here"}


async def back(shop: Shop) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                await shop.threads()
            except Away:
                await asyncio.sleep(0.05)
            else:
                return
