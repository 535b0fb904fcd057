"""Holding, taking back, and being asked before an answer goes: over the API."""

from typing import Any

import pytest

from inbox import events, outbox
from inbox.undoing import Undone


@pytest.mark.asyncio
async def test_a_held_answer_says_until_when_and_is_taken_back_with_all_that_was_written(house: Any) -> None:
    browser, thread = await house.browser("agent", "Ana"), await house.thread()
    path = f"/api/v1/threads/{thread.id}"
    before = (await browser.get(path)).json["thread"]
    body = {"text": "On its way.", "client_id": "c1", "hold": 10}
    said = (await browser.post(f"{path}/replies", body)).json
    assert said["held_until"] > said["created_at"]
    assert await house.inbox.write(outbox.claim, house.inbox.clock()) == []
    back = await browser.post(f"/api/v1/messages/{said['id']}/undo", {})
    assert back.status == 200
    assert set(back.json) == set(Undone.__struct_fields__)
    assert (back.json["text"], back.json["client_id"]) == ("On its way.", "c1")
    stands = "status", "waiting_since", "unanswered", "preview", "last_at", "assignee_id"
    assert [back.json["thread"][name] for name in stands] == [before[name] for name in stands]
    assert [one["text"] for one in (await browser.get(path)).json["messages"]] == ["Where is my order?"]


@pytest.mark.asyncio
async def test_a_colleague_cannot_take_it_back_and_neither_can_anybody_later(house: Any) -> None:
    ana, ben, thread = await house.browser("agent", "Ana"), await house.browser("agent", "Ben"), await house.thread()
    path = f"/api/v1/threads/{thread.id}/replies"
    held = (await ana.post(path, {"text": "Hi", "client_id": "c1", "hold": 30})).json["id"]
    sent = (await ana.post(path, {"text": "Hi", "client_id": "c2"})).json["id"]
    for browser, wrong, sentence in ((ben, held, "Only the colleague"), (ana, sent, "too late")):
        refused = await browser.post(f"/api/v1/messages/{wrong}/undo", {})
        assert (refused.status, refused.json["error"]["code"]) == (409, "conflict")
        assert sentence in refused.json["error"]["message"]
    assert (await ana.post("/api/v1/messages/nonsense/undo", {})).status == 404


@pytest.mark.asyncio
@pytest.mark.parametrize("wrong", [{"hold": 31}, {"hold": -1}, {"hold": 1.5}, {"seen": "2026-01-01T00:00:00"},
                                   {"seen": 7}, {"despite": ["everything"]}, {"despite": "tone"}],
                         ids=str)  # fmt: skip
async def test_what_cannot_be_meant_is_refused(house: Any, wrong: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    body = {"text": "Hello", "client_id": "c1", **wrong}
    assert (await browser.post(f"/api/v1/threads/{thread.id}/replies", body)).status == 422


@pytest.mark.asyncio
async def test_an_answer_to_what_has_changed_since_is_stopped_and_goes_all_the_same_when_told_to(house: Any) -> None:
    browser, thread = await house.browser("agent", "Ana"), await house.thread()
    path = f"/api/v1/threads/{thread.id}"
    seen = (await browser.get(path)).json["messages"][-1]["threaded_at"]
    await house.thread("Hello?")
    body = {"text": "On its way.", "client_id": "c1", "seen": seen}
    stopped = await browser.post(f"{path}/replies", body)
    assert (stopped.status, stopped.json["error"]["code"]) == (409, "crossed")
    assert len((await browser.get(path)).json["messages"]) == 2
    sent = await browser.post(f"{path}/replies", {**body, "despite": ["crossed"]})
    assert (sent.status, sent.json["text"]) == (200, "On its way.")
    again = await browser.post(f"{path}/replies", body)
    assert again.json["id"] == sent.json["id"], "it has gone already, so there is nothing to ask"


@pytest.mark.asyncio
async def test_what_reads_as_harsh_is_asked_about_once(house: Any) -> None:
    browser, thread = await house.browser("agent", "Ana"), await house.thread()
    path, body = f"/api/v1/threads/{thread.id}/replies", {"text": "Stop wasting my time.", "client_id": "c1"}
    stopped = await browser.post(path, body)
    assert (stopped.status, stopped.json["error"]["code"]) == (422, "tone")
    assert stopped.json["error"]["words"] == ["Stop wasting my time"]
    assert (await browser.post(path, {**body, "despite": ["tone"]})).status == 200


@pytest.mark.asyncio
async def test_among_colleagues_nobody_is_asked(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    note = {"text": "He is an idiot. Stop wasting my time.", "client_id": "c1"}
    assert (await browser.post(f"/api/v1/threads/{thread.id}/notes", note)).status == 200


@pytest.mark.asyncio
async def test_other_screens_are_told_to_forget_it(house: Any) -> None:
    browser, thread = await house.browser("agent", "Ana"), await house.thread()
    body = {"text": "Hi", "client_id": "c1", "hold": 10}
    said = (await browser.post(f"/api/v1/threads/{thread.id}/replies", body)).json
    await browser.post(f"/api/v1/messages/{said['id']}/undo", {})
    told = (await house.inbox.read(events.since, 0))[-1]
    assert (told.kind, told.thread_id, told.data) == (
        "message.undone", thread.id, {"message_id": said["id"], "client_id": "c1"},
    )  # fmt: skip
