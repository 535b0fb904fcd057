"""What was done with a thread, as an agent's screen asks for it."""

from typing import Any
from uuid import uuid4

import pytest


@pytest.mark.asyncio
async def test_an_agent_reads_what_was_done_and_by_whom(house: Any) -> None:
    thread = await house.thread()
    browser = await house.browser(name="Ana")
    at = f"/api/v1/threads/{thread.id}"
    for step in ("take", "close", "reopen"):
        await browser.post(f"{at}/{step}")
    told = (await browser.get(f"{at}/steps")).json
    assert [one["kind"] for one in told["steps"]] == ["thread.taken", "thread.closed", "thread.reopened"]
    assert {one["actor_name"] for one in told["steps"]} == {"Ana"}
    assert told["more"] is False


@pytest.mark.asyncio
async def test_earlier_ones_are_asked_for_by_the_first_that_is_there(house: Any) -> None:
    thread = await house.thread()
    browser = await house.browser()
    at = f"/api/v1/threads/{thread.id}"
    for step in ("take", "release"):
        await browser.post(f"{at}/{step}")
    [taken, released] = (await browser.get(f"{at}/steps")).json["steps"]
    earlier = (await browser.get(f"{at}/steps?before={released['seq']}")).json
    assert earlier == {"steps": [taken], "more": False}


@pytest.mark.asyncio
@pytest.mark.parametrize("before", ["0", "-1", "x"])
async def test_what_is_no_number_of_a_step_is_refused(house: Any, before: str) -> None:
    thread = await house.thread()
    answer = await (await house.browser()).get(f"/api/v1/threads/{thread.id}/steps?before={before}")
    assert answer.status == 422


@pytest.mark.asyncio
async def test_a_thread_that_does_not_exist_has_none_and_strangers_see_none(house: Any) -> None:
    thread = await house.thread()
    assert (await (await house.browser()).get(f"/api/v1/threads/{uuid4()}/steps")).status == 404
    assert (await house.stranger().get(f"/api/v1/threads/{thread.id}/steps")).status == 401
