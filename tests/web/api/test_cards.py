"""The memory card, in one answer."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from inbox import audit
from inbox.card import Card


@pytest.mark.asyncio
async def test_everything_comes_in_one_answer(house: Any) -> None:
    browser, thread = (
        await house.browser("agent", "Ana"),
        await house.thread("Hello, where is my order? I have not got it"),
    )
    await browser.post(f"/api/v1/threads/{thread.id}/notes", {"text": "Careful", "client_id": "n"})
    answer = await browser.get(f"/api/v1/threads/{thread.id}/card")
    assert answer.status == 200, answer.body
    card = msgspec.convert(answer.json, Card)
    assert set(answer.json) == set(Card.__struct_fields__)
    assert answer.json["customer"] == (await browser.get(f"/api/v1/threads/{thread.id}")).json["customer"]
    assert [(one.subject, one.heard, one.answered) for one in card.episodes] == [("Order", 1, 0)]
    assert [one.channel for one in card.mood] == ["email"]
    assert [(one.text, one.author_name) for one in card.notes] == [("Careful", "Ana")]
    assert (card.promises, card.files, card.suggestions, card.looked_at) == ([], [], [], None)
    assert (card.language_guess, card.zone_guess) == ("en", "")


@pytest.mark.asyncio
async def test_what_each_agent_saw_before_is_known_the_next_time(house: Any) -> None:
    ana, ben, thread = await house.browser("agent", "Ana"), await house.browser("agent", "Ben"), await house.thread()
    path, before = f"/api/v1/threads/{thread.id}", house.inbox.clock()
    answer = await ana.post(f"{path}/looked")
    assert (answer.status, answer.body) == (204, b"")
    looked_at = msgspec.convert((await ana.get(f"{path}/card")).json, Card).looked_at
    assert looked_at is not None
    assert before <= looked_at <= house.inbox.clock()
    assert (await ben.get(f"{path}/card")).json["looked_at"] is None


@pytest.mark.asyncio
async def test_a_card_is_a_read_that_the_audit_log_knows_once(house: Any) -> None:
    browser, thread = await house.browser("agent", "Ana"), await house.thread()
    for _ in range(2):
        await browser.get(f"/api/v1/threads/{thread.id}/card")
    await house.inbox.write(lambda conn: None)  # what was noted before is written
    noted = (await house.inbox.read(audit.page, [thread.customer_id], None)).entries
    assert [one.actor_name for one in noted] == ["Ana"]


@pytest.mark.asyncio
async def test_a_thread_that_is_not_there_has_no_card(house: Any) -> None:
    browser = await house.browser()
    for wrong in (str(uuid4()), "x"):
        assert (await browser.get(f"/api/v1/threads/{wrong}/card")).status == 404
        assert (await browser.post(f"/api/v1/threads/{wrong}/looked")).status == 404


@pytest.mark.asyncio
async def test_strangers_see_no_card(house: Any) -> None:
    thread = await house.thread()
    assert (await house.stranger().get(f"/api/v1/threads/{thread.id}/card")).status == 401
    assert (await house.stranger().post(f"/api/v1/threads/{thread.id}/looked")).status == 401


@pytest.mark.asyncio
async def test_promises_stand_on_the_card(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    due_at = (house.inbox.clock() + timedelta(hours=1)).isoformat()
    made = await browser.post(f"/api/v1/threads/{thread.id}/promises", {"text": "I will call", "due_at": due_at})
    assert (await browser.get(f"/api/v1/threads/{thread.id}/card")).json["promises"] == [made.json]
