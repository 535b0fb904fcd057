"""Notes that name colleagues, over the API."""

from typing import Any
from uuid import uuid4

import pytest


@pytest.mark.asyncio
async def test_a_colleague_who_is_named_is_told_until_they_look(house: Any) -> None:
    ana, ben, thread = await house.browser("agent", "Ana"), await house.browser("agent", "Ben"), await house.thread()
    me = (await ben.get("/api/v1/session")).json["user"]
    body = {"text": "@Ben, have a look", "client_id": "c1", "mentions": [me["id"].upper()]}
    said = await ana.post(f"/api/v1/threads/{thread.id}/notes", body)
    assert said.status == 200, said.body
    assert said.json["mentions"] == [{"user_id": me["id"], "name": "Ben"}]
    assert (await ben.get(f"/api/v1/threads/{thread.id}")).json["messages"][-1]["mentions"] == said.json["mentions"]

    async def mentioned() -> list[str]:
        return [one["id"] for one in (await ben.get("/api/v1/threads?view=mentions")).json["threads"]]

    assert await mentioned() == [thread.id]
    assert (await ben.post(f"/api/v1/threads/{thread.id}/looked")).status == 204
    assert await mentioned() == []


@pytest.mark.asyncio
async def test_nobody_else_hears_of_it(house: Any) -> None:
    ana, ben, thread = await house.browser("agent", "Ana"), await house.browser("agent", "Ben"), await house.thread()
    body = {"text": "@Ben", "client_id": "c1", "mentions": [str(uuid4())]}
    said = await ana.post(f"/api/v1/threads/{thread.id}/notes", body)
    assert said.json["mentions"] == []
    assert (await ben.get("/api/v1/threads?view=mentions")).json["threads"] == []


@pytest.mark.asyncio
@pytest.mark.parametrize("wrong", [["Ben"], [str(uuid4())] * 21, "Ben"])
async def test_what_names_nobody_is_refused(house: Any, wrong: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    body = {"text": "@Ben", "client_id": "c1", "mentions": wrong}
    assert (await browser.post(f"/api/v1/threads/{thread.id}/notes", body)).status == 422


@pytest.mark.asyncio
async def test_a_reply_mentions_nobody(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    body = {"text": "@Ben will see to it", "client_id": "c1"}
    assert (await browser.post(f"/api/v1/threads/{thread.id}/replies", body)).json["mentions"] == []
