"""From the settings to the screen: a team is made, an agent opens the inbox, and what comes is theirs at once."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from router.assigning import assign_waiting


@pytest_asyncio.fixture
async def handing(house: Any) -> AsyncIterator[Any]:
    """What the router does by itself."""
    running = asyncio.ensure_future(assign_waiting(house.inbox))
    yield house
    assert not running.done()
    running.cancel()
    await asyncio.wait([running])


async def kind(stream: Any, wanted: str) -> Any:
    while (change := await stream.change())["kind"] != wanted:
        pass
    return change


@pytest.mark.asyncio
async def test_what_comes_is_on_its_agents_screen_with_whom_and_why(handing: Any) -> None:
    supervisor, ana = await handing.browser("supervisor", "Sue"), await handing.browser("agent", "Ana")
    ana_id = (await ana.get("/api/v1/session")).json["user"]["id"]
    wanted = {"name": "Support", "assigns": True, "member_ids": [ana_id], "account_ids": [handing.account]}
    assert (await supervisor.post("/api/v1/teams", wanted)).status == 200
    async with ana.stream() as stream:
        await handing.customer_says("Where is my order?")
        given = await kind(stream, "thread.assigned")
        assert given["data"] == {"to": ana_id, "reasons": "free", "load": "1"}
        assert given["thread"]["assignee_name"] == "Ana"
        assert (await ana.get("/api/v1/me/desk")).json["load"] == 1.0
    assert (await ana.get("/api/v1/counts")).json["mine"] == 1


@pytest.mark.asyncio
async def test_whoever_opens_the_inbox_is_given_what_waited_for_them(handing: Any) -> None:
    supervisor, ana = await handing.browser("supervisor", "Sue"), await handing.browser("agent", "Ana")
    ana_id = (await ana.get("/api/v1/session")).json["user"]["id"]
    wanted = {"name": "Support", "assigns": True, "member_ids": [ana_id], "account_ids": [handing.account]}
    await supervisor.post("/api/v1/teams", wanted)
    waiting = await handing.thread()
    assert waiting.assignee_id is None
    async with supervisor.stream() as watching, ana.stream():
        assert (await kind(watching, "thread.assigned"))["thread"]["id"] == waiting.id


@pytest.mark.asyncio
async def test_who_is_away_is_given_nothing_until_they_are_back(handing: Any) -> None:
    supervisor, ana = await handing.browser("supervisor", "Sue"), await handing.browser("agent", "Ana")
    away = await ana.ask("PUT", "/api/v1/me/available", {"available": False})
    wanted = {"name": "Support", "assigns": True, "member_ids": [away.json["user_id"]]}
    await supervisor.post("/api/v1/teams", {**wanted, "account_ids": [handing.account]})
    async with ana.stream() as stream:
        waiting = await handing.thread()
        await kind(stream, "message.received")
        assert (await ana.get(f"/api/v1/threads/{waiting.id}")).json["thread"]["assignee_id"] is None
        await ana.ask("PUT", "/api/v1/me/available", {"available": True})
        assert (await kind(stream, "thread.assigned"))["data"]["to"] == away.json["user_id"]
