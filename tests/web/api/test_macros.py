"""Macros over the API: one's own are one's own, everybody's are looked after by supervisors."""

from typing import Any
from uuid import uuid4

import pytest

GREETING = {"name": "Greeting", "text": "Hello {{customer.first_name}},\n"}


async def names(browser: Any) -> list[str]:
    return [one["name"] for one in (await browser.get("/api/v1/macros")).json]


@pytest.mark.asyncio
async def test_an_agent_keeps_answers_of_their_own(house: Any) -> None:
    browser, other = await house.browser("agent", "Ana"), await house.browser("agent", "Ben")
    made = await browser.post("/api/v1/macros", GREETING)
    assert made.status == 200, made.body
    assert (made.json["name"], made.json["text"]) == ("Greeting", GREETING["text"])
    assert await names(browser) == ["Greeting"]
    assert await names(other) == []
    path = f"/api/v1/macros/{made.json['id']}"
    assert (await browser.put(path, {**GREETING, "name": "Hi"})).json["name"] == "Hi"
    assert (await browser.delete(path)).status == 204
    assert await names(browser) == []


@pytest.mark.asyncio
async def test_nobody_touches_or_learns_of_anothers(house: Any) -> None:
    browser, other = await house.browser("agent", "Ana"), await house.browser("admin", "Ben")
    path = f"/api/v1/macros/{(await browser.post('/api/v1/macros', GREETING)).json['id']}"
    missing = f"/api/v1/macros/{uuid4()}"
    for asked in (path, missing):
        for answer in (await other.put(asked, GREETING), await other.delete(asked)):
            assert (answer.status, answer.code) == (404, "not_found")
            assert answer.sentence.startswith("There is no such macro.")
    assert await names(browser) == ["Greeting"]


@pytest.mark.asyncio
async def test_everybodys_are_for_supervisors_to_keep(house: Any) -> None:
    agent, supervisor = await house.browser("agent", "Ana"), await house.browser("supervisor", "Ben")
    refused = await agent.post("/api/v1/macros", {**GREETING, "shared": True})
    assert (refused.status, refused.code) == (403, "forbidden")
    made = (await supervisor.post("/api/v1/macros", {**GREETING, "shared": True})).json
    assert made["owner_id"] is None
    assert await names(agent) == ["Greeting"]
    path = f"/api/v1/macros/{made['id']}"
    for answer in (await agent.put(path, GREETING), await agent.delete(path)):
        assert (answer.status, answer.code) == (403, "forbidden")
    assert (await supervisor.put(path, {"name": "Hello", "text": "Hi"})).status == 200
    assert (await supervisor.delete(path)).status == 204
    assert await names(agent) == []


@pytest.mark.asyncio
async def test_a_name_that_is_taken_is_said(house: Any) -> None:
    browser = await house.browser()
    await browser.post("/api/v1/macros", GREETING)
    again = await browser.post("/api/v1/macros", GREETING)
    assert (again.status, again.code) == (409, "conflict")
    assert "Choose another name" in again.sentence


@pytest.mark.asyncio
@pytest.mark.parametrize("wrong", [{"name": " "}, {"name": "x" * 81}, {"text": ""}, {"text": "x" * 100_001}])
async def test_what_does_not_fit_is_refused(house: Any, wrong: Any) -> None:
    browser = await house.browser()
    assert (await browser.post("/api/v1/macros", {**GREETING, **wrong})).status == 422
    assert await names(browser) == []
