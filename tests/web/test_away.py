"""A database server that goes away behind a Hilo which people and providers are using, and comes back."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from office.databases import Distant

from inbox import events
from tests.web.conftest import House, open_house
from tests.web.hooks.line import MESSAGE, open_line
from web import pages, sse
from web.settings import Settings

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def house(tmp_path: Path, settings: Settings, distant: Distant) -> AsyncIterator[House]:
    async with open_house(tmp_path, settings, distant) as opened:
        yield opened


async def back(house: House) -> None:
    """Wait until those who follow the database have it again, as they try only now and then."""
    async with asyncio.timeout(30):
        while (await house.stranger().get("/readyz")).status != 200:
            await asyncio.sleep(0.05)


async def test_whoever_asks_is_told_to_come_again_and_then_served(house: Any, distant: Distant) -> None:
    agent, thread, line = await house.browser(), await house.thread(), await open_line(house)
    distant.lose()
    asked = await agent.get(f"/api/v1/threads/{thread.id}")
    noted = await agent.post(f"/api/v1/threads/{thread.id}/take")
    brought = await line.call(MESSAGE)
    for answer in (asked, noted, brought):
        assert (answer.status, answer.code, answer.headers["Retry-After"]) == (503, "away", "5")
        assert "does not answer just now" in answer.sentence
    distant.find()
    assert (await agent.get(f"/api/v1/threads/{thread.id}")).status == 200
    assert (await line.call(MESSAGE)).status == 200


async def test_the_page_comes_all_the_same(house: Any, distant: Distant, tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "index.html").write_text("<p>Hilo")
    monkeypatch.setattr(pages, "STATIC", tmp_path)
    agent = await house.browser()
    distant.lose()
    page = await agent.get("/")
    assert (page.status, page.body) == (200, b"<p>Hilo")
    assert "Link" not in page.headers


async def test_a_stream_outlasts_it_and_tells_what_came_since(house: Any, distant: Distant, monkeypatch: Any) -> None:
    monkeypatch.setattr(sse, "HEARTBEAT", 0.05)
    agent, thread = await house.browser(), await house.thread()
    async with agent.stream() as stream:
        distant.lose()
        assert (await agent.get("/api/v1/session")).status == 503
        await heartbeats(stream)
        distant.find()
        await back(house)
        assert (await agent.post(f"/api/v1/threads/{thread.id}/take")).status == 200
        assert (await stream.change())["kind"] == "thread.taken"


async def heartbeats(stream: Any) -> None:
    """Some, before each of which somebody asked whether this person is signed in."""
    left = 5
    while left:
        fields = await stream.fields()
        assert fields is not None, "the stream ended"
        left -= fields == {"": ""}


async def test_whoever_is_signed_out_afterwards_is_cut_off_with_the_next_heartbeat(
    house: Any, distant: Distant, monkeypatch: Any
) -> None:
    monkeypatch.setattr(sse, "HEARTBEAT", 0.05)
    agent = await house.browser()
    async with agent.stream() as stream:
        distant.lose()
        assert (await agent.get("/api/v1/session")).status == 503
        distant.find()
        await back(house)
        assert (await agent.delete("/api/v1/session")).status == 204
        assert await stream.next() is None


async def test_a_stream_that_was_lost_meanwhile_resumes_where_it_was(house: Any, distant: Distant) -> None:
    agent, thread = await house.browser(), await house.thread()
    await agent.post(f"/api/v1/threads/{thread.id}/take")
    seq = await house.inbox.read(events.last_seq)
    distant.lose()
    refused = await agent.get("/api/v1/stream", Last_Event_ID=str(seq))
    assert (refused.status, refused.headers["Retry-After"]) == (503, "5")
    distant.find()
    await back(house)
    await agent.post(f"/api/v1/threads/{thread.id}/release")
    async with agent.stream(last=str(seq)) as stream:
        assert (await stream.change())["kind"] == "thread.released"
