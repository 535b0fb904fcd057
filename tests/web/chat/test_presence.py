"""A visitor with the chat open is known to be there, and that is written down once a minute."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from inbox.door import Conn, Inbox
from inbox.presence import REFRESH
from inbox.schema import identity
from router.service import Router
from tests.web.chat.shop import Shop, Visitor
from web.chat import stream as streaming


def sightings(conn: Conn) -> list[Any]:
    return list(conn.execute(select(identity.c.seen_at)).scalars())


@pytest.mark.asyncio
async def test_whoever_only_knocks_leaves_no_trace(inbox: Inbox, visitor: Visitor) -> None:
    async with visitor.listening() as hearing:
        await hearing.next("presence")
    assert await inbox.read(sightings) == []


@pytest.mark.asyncio
async def test_whoever_wrote_and_has_the_chat_open_is_there(
    inbox: Inbox, shop: Shop, visitor: Visitor, router: Router
) -> None:
    await visitor.write("Hello?", "one")
    await shop.settle(1)
    assert await inbox.read(sightings) == [None]
    async with visitor.listening() as hearing:
        await hearing.next()
        (waiting,) = await shop.threads()
        await shop.answer("Hi!", visitor.address)
        await hearing.next()
    (seen,) = await inbox.read(sightings)
    assert seen is not None
    assert waiting.due is not None


@pytest.mark.asyncio
async def test_a_chat_that_stays_open_is_seen_again_each_minute_and_not_more_often(
    inbox: Inbox, shop: Shop, visitor: Visitor, router: Router, monkeypatch: pytest.MonkeyPatch
) -> None:
    await visitor.write("Hello?", "one")
    await shop.settle(1)
    monkeypatch.setattr(streaming, "HEARTBEAT", 0.02)
    start, late = inbox.clock(), timedelta()
    monkeypatch.setattr(inbox, "clock", lambda: start + late)
    async with visitor.listening() as hearing:
        await beats(hearing, 5)
        assert await inbox.read(sightings) == [start]
        late = REFRESH
        await beats(hearing, 5)
        assert await inbox.read(sightings) == [start + REFRESH]


async def beats(hearing: Any, count: int) -> None:
    """Rounds of the stream, of which each ends with a comment."""
    for _ in range(count):
        while await hearing.response.content.readuntil(b"\n\n") != b": still here\n\n":
            pass
