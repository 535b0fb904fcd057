"""What an episode was about, and how it ended."""

from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from inbox.words import Thread


@pytest_asyncio.fixture
async def thread(house: Any) -> Thread:
    return await house.thread()


async def episode(browser: Any, thread: Thread) -> dict[str, Any]:
    [only] = (await browser.get(f"/api/v1/threads/{thread.id}/card")).json["episodes"]
    return only


async def put(browser: Any, path: str, body: Any) -> Any:
    return await browser.ask("PUT", f"/api/v1/episodes/{path}", body)


@pytest.mark.asyncio
async def test_tags_are_answered_as_they_are_kept(house: Any, thread: Thread) -> None:
    browser = await house.browser()
    which = (await episode(browser, thread))["id"]
    answer = await put(browser, f"{which}/tags", {"tags": [" Refund", "LAMP ", "refund"]})
    assert (answer.status, answer.json) == (200, {"tags": ["lamp", "refund"]})
    assert (await episode(browser, thread))["tags"] == ["lamp", "refund"]
    counted = [{"name": "lamp", "count": 1}, {"name": "refund", "count": 1}]
    assert (await browser.get("/api/v1/tags")).json == counted
    assert (await put(browser, f"{which}/tags", {"tags": []})).json == {"tags": []}
    assert (await browser.get("/api/v1/tags")).json == []


@pytest.mark.asyncio
async def test_how_it_ended_stands_on_the_card(house: Any, thread: Thread) -> None:
    browser = await house.browser("agent", "Ana")
    which = (await episode(browser, thread))["id"]
    answer = await put(browser, f"{which}/outcome", {"outcome": "Sent another", "satisfaction": 5})
    assert (answer.status, answer.body) == (204, b"")
    await browser.post(f"/api/v1/threads/{thread.id}/close")
    ended = await episode(browser, thread)
    assert (ended["outcome"], ended["satisfaction"], ended["closed_by_name"]) == ("Sent another", 5, "Ana")
    await put(browser, f"{which}/outcome", {"outcome": ""})
    ended = await episode(browser, thread)
    assert (ended["outcome"], ended["satisfaction"]) == ("", None)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("tags", {}),
        ("tags", {"tags": "lamp"}),
        ("tags", {"tags": [1]}),
        ("tags", {"tags": ["x" * 51]}),
        ("tags", {"tags": [f"{number}" for number in range(21)]}),
        ("outcome", {}),
        ("outcome", {"outcome": "x" * 501}),
        ("outcome", {"outcome": "x", "satisfaction": 0}),
        ("outcome", {"outcome": "x", "satisfaction": 6}),
        ("outcome", {"outcome": "x", "satisfaction": 4.5}),
    ],
)
async def test_what_does_not_fit_is_invalid(house: Any, thread: Thread, path: str, wrong: dict[str, Any]) -> None:
    browser = await house.browser()
    which = (await episode(browser, thread))["id"]
    assert (await put(browser, f"{which}/{path}", wrong)).status == 422


@pytest.mark.asyncio
@pytest.mark.parametrize(("path", "body"), [("tags", {"tags": ["a"]}), ("outcome", {"outcome": "x"})])
async def test_an_episode_that_is_not_there_is_not_found(house: Any, path: str, body: dict[str, Any]) -> None:
    browser = await house.browser()
    for wrong in (str(uuid4()), "x"):
        assert (await put(browser, f"{wrong}/{path}", body)).status == 404


@pytest.mark.asyncio
async def test_strangers_tag_nothing(house: Any, thread: Thread) -> None:
    which = (await episode(await house.browser(), thread))["id"]
    assert (await put(house.stranger(), f"{which}/tags", {"tags": ["a"]})).status == 401
    assert (await house.stranger().get("/api/v1/tags")).status == 401
