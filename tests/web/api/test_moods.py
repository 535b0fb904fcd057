"""Agents correct what was heard and ask why it was; supervisors see how often agents agree."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from inbox import events, messages, moods
from inbox.words import Message, Mood
from router.patience import judge
from web.call import SCORERS

FURIOUS = Mood(-0.8, 0.9, 0.9, ("threatens",), ("scam",), {"threatens": "my lawyer"}, "deep")
TEXT = "😡 What a disgrace! My lawyer will call you."


@pytest.fixture
def lonely(house: Any, tmp_path: Path) -> Any:
    """A house without the deep tier's model."""
    house.app[SCORERS].__init__(tmp_path / "nothing.zip")
    return house


def path(said: Message, what: str) -> str:
    return f"/api/v1/messages/{said.id}/{what}"


async def furious(house: Any, text: str = TEXT) -> Message:
    said = await house.customer_says(text)
    await house.inbox.write(moods.put, {said.id: FURIOUS}, judge, house.inbox.clock())
    return said


@pytest.mark.asyncio
async def test_an_agent_says_that_somebody_is_not_angry_and_the_thread_moves(house: Any) -> None:
    said, browser = await furious(house), await house.browser()
    before, seq = (await browser.get("/api/v1/threads")).json["threads"][0], await house.inbox.read(events.last_seq)
    answer = await browser.post(path(said, "mood"), {"angry": False})
    assert answer.status == 200, answer.body
    assert answer.json["mood"] == {
        "valence": 0.0, "anger": 0.0, "confidence": 1.0, "signals": ["threatens"], "words": [],
        "shown": {"threatens": "my lawyer"}, "tier": "agent",
    }  # fmt: skip
    after = (await browser.get("/api/v1/threads")).json["threads"][0]
    assert after["due"] > before["due"]
    assert "angry" not in [one["code"] for one in after["reasons"]]
    [told] = await house.inbox.read(events.since, seq)
    assert (told.kind, told.thread_id, told.message_id) == ("thread.judged", said.thread_id, said.id)


@pytest.mark.asyncio
async def test_what_the_answer_shows_every_screen_shows(house: Any) -> None:
    said, browser = await furious(house), await house.browser()
    answer = await browser.post(path(said, "mood"), {"angry": True})
    shown = (await browser.get(f"/api/v1/threads/{said.thread_id}")).json["messages"]
    assert shown == [answer.json]
    assert shown[0]["mood"]["tier"] == "agent"


@pytest.mark.asyncio
async def test_it_can_be_taken_back(house: Any) -> None:
    said, browser = await furious(house), await house.browser()
    await browser.post(path(said, "mood"), {"angry": True})
    answer = await browser.post(path(said, "mood"), {"angry": None})
    assert (answer.json["mood"]["tier"], answer.json["mood"]["anger"]) == ("deep", 0.9)


@pytest.mark.asyncio
async def test_the_language_is_that_of_the_message(house: Any) -> None:
    said = await furious(house, "Es una vergüenza, estoy esperando mi pedido desde hace un mes y no me contestan")
    await (await house.browser()).post(path(said, "mood"), {"angry": True})
    [cell] = (await (await house.browser("supervisor")).get("/api/v1/mood")).json["report"]
    assert (cell["language"], cell["account_name"], cell["angry"]) == ("es", "Support", 1)


@pytest.mark.asyncio
@pytest.mark.parametrize("wrong", [{}, {"angry": "yes"}, {"angry": 1}, {"mood": True}])
async def test_what_does_not_fit_is_invalid(house: Any, wrong: dict[str, Any]) -> None:
    said, browser = await furious(house), await house.browser()
    assert (await browser.post(path(said, "mood"), wrong)).status == 422
    assert (await house.inbox.read(messages.get, said.id)).mood == FURIOUS


@pytest.mark.asyncio
async def test_our_own_answer_has_no_mood(house: Any) -> None:
    said, browser = await furious(house), await house.browser()
    note = await browser.post(f"/api/v1/threads/{said.thread_id}/notes", {"text": "Careful", "client_id": "c1"})
    for what in ("mood", "why"):
        address = f"/api/v1/messages/{note.json['id']}/{what}"
        answer = await (browser.post(address, {"angry": True}) if what == "mood" else browser.get(address))
        assert (answer.status, answer.code) == (409, "conflict")
        assert "Choose one of their messages" in answer.sentence


@pytest.mark.asyncio
async def test_what_is_not_there_has_none_either(house: Any) -> None:
    browser = await house.browser()
    for nowhere in (uuid4(), "x"):
        assert (await browser.post(f"/api/v1/messages/{nowhere}/mood", {"angry": True})).status == 404
        assert (await browser.get(f"/api/v1/messages/{nowhere}/why")).status == 404


@pytest.mark.asyncio
async def test_whoever_is_not_signed_in_neither_corrects_nor_asks(house: Any) -> None:
    said, stranger = await furious(house), house.stranger()
    assert (await stranger.get(path(said, "why"))).status == 401
    assert (await stranger.post(path(said, "mood"), {"angry": True})).status in {401, 403}
    assert (await house.inbox.read(messages.get, said.id)).mood == FURIOUS


@pytest.mark.asyncio
async def test_why_is_told_in_the_words_of_the_message(lonely: Any) -> None:
    said = await furious(lonely)
    answer = await (await lonely.browser()).get(path(said, "why"))
    assert answer.status == 200, answer.body
    assert answer.json["tier"] == "instant"
    assert answer.json["feels"] in {"angry", "bad"}
    assert 1 <= len(answer.json["words"]) <= 3
    assert answer.json["signals"] == [{"code": "threatens", "text": "my lawyer", "start": 20, "end": 29}]
    units = TEXT.encode("utf-16-le")
    for one in answer.json["words"]:
        assert units[2 * one["start"] : 2 * one["end"]].decode("utf-16-le") == one["text"]


@pytest.mark.asyncio
async def test_the_deep_tier_is_asked_where_it_is_there(house: Any) -> None:
    said = await furious(house)
    answer = await (await house.browser()).get(path(said, "why"))
    assert (answer.status, answer.json["tier"]) == (200, "deep")
    assert answer.json["words"]


@pytest.mark.asyncio
async def test_supervisors_see_how_often_agents_agree(house: Any) -> None:
    said, browser = await furious(house), await house.browser("supervisor")
    await browser.post(path(said, "mood"), {"angry": False})
    answer = await browser.get("/api/v1/mood")
    assert answer.status == 200
    assert answer.json["deep"] == {"ready": True, "why": "", "backlog": 0}
    [cell] = answer.json["report"]
    counts = {name: cell[name] for name in ("heard", "marked", "angry", "calm", "missed", "wrong", "agreed")}
    assert counts == {"heard": 1, "marked": 1, "angry": 0, "calm": 1, "missed": 0, "wrong": 1, "agreed": 0.0}
    assert len(cell["week"]) == len("2026-11-16")


@pytest.mark.asyncio
async def test_without_its_model_the_deep_tier_says_why_and_what_waits_for_it(lonely: Any) -> None:
    await lonely.customer_says("Hello")
    deep = (await (await lonely.browser("supervisor")).get("/api/v1/mood")).json["deep"]
    assert (deep["ready"], deep["backlog"]) == (False, 1)
    assert "nothing.zip" in deep["why"]


@pytest.mark.asyncio
async def test_agents_do_not_see_the_report(house: Any) -> None:
    assert (await (await house.browser()).get("/api/v1/mood")).status == 403
