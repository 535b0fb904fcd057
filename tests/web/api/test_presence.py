"""Which thread a colleague has before them, from one browser to another's stream."""

import asyncio
import json
from typing import Any

import pytest

from web.call import PRESENCE

PATH = "/api/v1/presence"


async def me(browser: Any) -> str:
    return str((await browser.get("/api/v1/session")).json["user"]["id"])


async def presence(stream: Any) -> dict[str, str]:
    found = await stream.next()
    assert found is not None
    assert found["event"] == "presence", found
    assert "id" not in found, "a hint has no number: it must not be resumed from"
    return dict(json.loads(found["data"]))


async def greeting(stream: Any) -> dict[str, str]:
    """What a stream tells before anything happens."""
    while "event" not in (fields := await stream.fields()):
        pass
    return dict(fields)


@pytest.mark.asyncio
async def test_a_colleague_sees_who_comes_types_and_goes(house: Any) -> None:
    ana, bea = await house.browser("agent", "Ana"), await house.browser("agent", "Bea")
    thread = await house.thread()
    at = {"thread_id": thread.id, "user_id": await me(ana), "name": "Ana"}
    async with bea.stream() as stream:
        assert (await ana.post(PATH, {"window": "1", "thread_id": thread.id})).status == 204
        assert await presence(stream) == {**at, "doing": "viewing"}
        await ana.post(PATH, {"window": "1", "thread_id": thread.id, "doing": "typing"})
        assert await presence(stream) == {**at, "doing": "typing"}
        await ana.post(PATH, {"window": "1", "thread_id": None})
        assert await presence(stream) == {**at, "doing": ""}


@pytest.mark.asyncio
async def test_a_stream_begins_with_who_is_there(house: Any) -> None:
    ana, bea = await house.browser("agent", "Ana"), await house.browser("agent", "Bea")
    thread = await house.thread()
    await ana.post(PATH, {"window": "1", "thread_id": thread.id, "doing": "typing"})
    await until(lambda: house.app[PRESENCE].present().here)
    here = [{"thread_id": thread.id, "user_id": await me(ana), "name": "Ana", "doing": "typing"}]
    async with bea.stream() as stream:
        found = await greeting(stream)
    assert (found["event"], json.loads(found["data"])) == ("present", {"here": here})


@pytest.mark.asyncio
async def test_a_stream_that_resumes_is_told_as_well_and_keeps_its_number(house: Any) -> None:
    bea, _ = await house.browser("agent", "Bea"), await house.thread()
    async with bea.stream("1") as stream:
        found = await greeting(stream)
        while found["event"] == "change":
            found = await greeting(stream)
    assert found == {"event": "present", "data": '{"here":[]}'}


@pytest.mark.asyncio
async def test_those_who_choose_the_next_thread_know_which_ones_are_looked_at(house: Any) -> None:
    ana, bea = await house.browser("agent", "Ana"), await house.browser("agent", "Bea")
    thread = await house.thread()
    await ana.post(PATH, {"window": "1", "thread_id": thread.id.upper()})
    await until(lambda: house.app[PRESENCE].viewing(but="somebody else") == {thread.id})
    assert house.app[PRESENCE].viewing(but=await me(ana)) == set()
    assert house.app[PRESENCE].viewing(but=await me(bea)) == {thread.id}


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "body",
    [
        {},
        {"window": ""},
        {"window": "w" * 41},
        {"window": "1", "thread_id": "the angry one"},
        {"window": "1", "thread_id": 7},
        {"window": "1", "doing": "dancing"},
        {"window": "1", "doing": ""},
    ],
)
async def test_what_is_no_sign_is_refused(house: Any, body: dict[str, Any]) -> None:
    browser = await house.browser()
    assert (await browser.post(PATH, body)).status == 422
    assert house.app[PRESENCE].present().here == []


@pytest.mark.asyncio
async def test_only_who_is_signed_in_may_be_seen(house: Any) -> None:
    assert (await house.stranger().post(PATH, {"window": "1"})).status == 401


@pytest.mark.asyncio
async def test_a_name_cannot_be_made_up(house: Any) -> None:
    ana, thread = await house.browser("agent", "Ana"), await house.thread()
    made_up = {"window": "1", "thread_id": thread.id, "name": "Bea", "user_id": "somebody"}
    await ana.post(PATH, made_up)
    await until(lambda: house.app[PRESENCE].present().here)
    [here] = house.app[PRESENCE].present().here
    assert (here.name, here.user_id) == ("Ana", await me(ana))


async def until(true: Any) -> None:
    async with asyncio.timeout(30):
        while not true():
            await asyncio.sleep(0.005)
