"""Drafts over the API."""

from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from inbox.words import Thread
from web.api.messages import LONGEST


@pytest_asyncio.fixture
async def thread(house: Any) -> Thread:
    return await house.thread()


async def put(browser: Any, thread: Thread, text: str, **more: Any) -> Any:
    return await browser.put(
        f"/api/v1/threads/{thread.id}/draft", {"mode": "reply", "channel": "email", "text": text, **more}
    )


async def kept(browser: Any, thread: Thread) -> list[Any]:
    found: list[Any] = (await browser.get(f"/api/v1/threads/{thread.id}")).json["drafts"]
    assert (await browser.get(f"/api/v1/threads/{thread.id}/drafts")).json == found
    return found


@pytest.mark.asyncio
async def test_what_is_written_on_one_device_is_there_on_another(house: Any, thread: Thread) -> None:
    browser = await house.browser("agent", "Ana")
    answer = await put(browser, thread, "Dear Maria")
    assert answer.status == 200, answer.body
    assert await kept(browser, thread) == [answer.json]
    assert answer.json["at"].endswith("Z")
    assert (await browser.get("/api/v1/drafts")).json == [thread.id]
    longer = await put(browser, thread, "Dear M.", base=answer.json["at"])
    assert [one["text"] for one in await kept(browser, thread)] == ["Dear M."]
    assert (await put(browser, thread, "", base=longer.json["at"])).status == 200
    assert await kept(browser, thread) == []
    assert (await browser.get("/api/v1/drafts")).json == []


@pytest.mark.asyncio
async def test_two_devices_cannot_lose_each_others_words(house: Any, thread: Thread) -> None:
    browser = await house.browser()
    assert (await put(browser, thread, "On the train")).status == 200
    refused = await put(browser, thread, "At the office")
    assert (refused.status, refused.code) == (409, "conflict")
    assert "another device" in refused.sentence
    assert [one["text"] for one in await kept(browser, thread)] == ["On the train"]


@pytest.mark.asyncio
async def test_colleagues_do_not_see_it(house: Any, thread: Thread) -> None:
    browser, other = await house.browser("agent", "Ana"), await house.browser("supervisor", "Ben")
    await put(browser, thread, "Dear Maria")
    assert await kept(other, thread) == []
    assert (await other.get("/api/v1/drafts")).json == []


@pytest.mark.asyncio
async def test_sending_takes_it_away_in_the_same_moment(house: Any, thread: Thread) -> None:
    browser = await house.browser()
    await put(browser, thread, "On its way")
    await put(browser, thread, "Ask Ben", mode="note", channel="")
    await browser.post(f"/api/v1/threads/{thread.id}/replies", {"text": "On its way", "client_id": "c1"})
    assert [one["mode"] for one in await kept(browser, thread)] == ["note"]
    await browser.post(f"/api/v1/threads/{thread.id}/notes", {"text": "Ask Ben", "client_id": "c2"})
    assert await kept(browser, thread) == []


@pytest.mark.asyncio
async def test_a_reply_that_is_refused_leaves_it(house: Any, thread: Thread) -> None:
    browser = await house.browser()
    await put(browser, thread, "On its way")
    body = {"text": "On its way", "client_id": "c1", "files": [str(uuid4())]}
    assert (await browser.post(f"/api/v1/threads/{thread.id}/replies", body)).status == 409
    assert len(await kept(browser, thread)) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "wrong",
    [{"text": "x" * (LONGEST + 1)}, {"mode": "shout"}, {"channel": "x" * 41}, {"base": "yesterday"}, {"text": None}],
)
async def test_what_does_not_fit_is_refused(house: Any, thread: Thread, wrong: Any) -> None:
    browser = await house.browser()
    assert (await put(browser, thread, **{"text": "Hi", **wrong})).status == 422
    assert await kept(browser, thread) == []


@pytest.mark.asyncio
async def test_there_is_none_where_there_is_no_thread(house: Any, thread: Thread) -> None:
    browser = await house.browser()
    for missing in (str(uuid4()), "nonsense"):
        answer = await browser.put(f"/api/v1/threads/{missing}/draft", {"mode": "note", "text": "Hi"})
        assert (answer.status, answer.code) == (404, "not_found")
