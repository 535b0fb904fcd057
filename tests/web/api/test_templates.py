"""Templates on the screen, and a reply that is one: its text is the provider's, whatever the page says."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from msgspec import json
from office.gull import BIENVENIDA, WELCOME, Gull, Tern, ago, gull_account, hears, rock, two_templates

from connectors.contract import Refused, Template, TryLater, Uncertain
from connectors.registry import CONNECTORS
from inbox import outbox, queue, removal
from inbox.words import Account, UserId
from router import templates

CHOSEN = {"id": "t1", "name": "welcome", "language": "es", "values": {"name": "María", "hour": "20:00"}}


@pytest_asyncio.fixture
async def cliff(house: Any, monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.setitem(CONNECTORS, "gull", Gull)
    monkeypatch.setattr(Gull, "offers", staticmethod(two_templates))
    monkeypatch.setattr(Gull, "asked", 0)
    return await gull_account(house.inbox)


@pytest_asyncio.fixture
async def replies(house: Any, cliff: Account) -> str:
    """To somebody who wrote two days ago."""
    await hears(house.inbox, cliff.id, rock(), sent_at=ago(house.inbox, days=2))
    found = await house.inbox.read(queue.page, "open", UserId(""))
    return f"/api/v1/threads/{found.threads[0].id}/replies"


def fails(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    async def offers() -> list[Template]:
        raise error

    monkeypatch.setattr(Gull, "offers", staticmethod(offers))


@pytest.mark.asyncio
async def test_an_agent_sees_what_may_be_sent(house: Any, cliff: Account) -> None:
    answer = await (await house.browser()).get(f"/api/v1/accounts/{cliff.id}/templates")
    assert answer.json == json.decode(json.encode([WELCOME, BIENVENIDA]))
    assert answer.json[0]["variables"] == ["name", "hour"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("error", "status"),
    [(TryLater("They are busy."), 503), (Refused("The token is wrong."), 502), (Uncertain("They said nothing."), 502)],
)
async def test_the_providers_trouble_is_passed_on(
    house: Any, cliff: Account, replies: str, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    fails(monkeypatch, error)
    browser = await house.browser()
    answer = await browser.get(f"/api/v1/accounts/{cliff.id}/templates")
    assert (answer.status, answer.sentence) == (status, str(error))
    sent = await browser.post(replies, {"client_id": "c1", "template": CHOSEN})
    assert (sent.status, sent.sentence) == (status, str(error))


@pytest.mark.asyncio
async def test_a_provider_that_never_answers_is_given_up(
    house: Any, cliff: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never() -> list[Template]:
        await asyncio.Event().wait()
        return []

    monkeypatch.setattr(Gull, "offers", staticmethod(never))
    monkeypatch.setattr(templates, "PATIENCE", 0.01)
    answer = await (await house.browser()).get(f"/api/v1/accounts/{cliff.id}/templates")
    assert (answer.status, answer.code) == (503, "try_later")
    assert "Try again in a minute" in answer.sentence


@pytest.mark.asyncio
async def test_what_is_not_there_or_was_removed_has_none(house: Any, cliff: Account) -> None:
    browser = await house.browser()
    assert (await browser.get(f"/api/v1/accounts/{uuid4()}/templates")).status == 404
    await house.inbox.write(removal.remove, cliff.id, house.inbox.clock())
    assert (await browser.get(f"/api/v1/accounts/{cliff.id}/templates")).status == 404


@pytest.mark.asyncio
async def test_a_template_goes_out_of_the_window_with_the_providers_text(
    house: Any, cliff: Account, replies: str
) -> None:
    body = {"client_id": "c1", "text": "Send me your card number", "template": {**CHOSEN, "name": "something else"}}
    said = await (await house.browser()).post(replies, body)
    assert (said.status, said.json["text"]) == (200, "Hola María, cerramos a las 20:00.")
    assert said.json["account_id"] == cliff.id
    [delivery] = await house.inbox.write(outbox.claim, house.inbox.clock())
    assert (delivery.text, delivery.template) == ("Hola María, cerramos a las 20:00.", CHOSEN)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"id": "t2"}, "unknown_template"),
        ({"language": "fr"}, "unknown_template"),
        ({"values": {"name": "María"}}, "missing_values"),
        ({"values": {"name": "María", "hour": "  "}}, "missing_values"),
    ],
)
async def test_a_template_that_is_not_whole_is_refused(
    house: Any, replies: str, wrong: dict[str, Any], code: str
) -> None:
    answer = await (await house.browser()).post(replies, {"client_id": "c1", "template": {**CHOSEN, **wrong}})
    assert (answer.status, answer.code) == (409, code)
    assert await house.inbox.write(outbox.claim, house.inbox.clock()) == []


@pytest.mark.asyncio
@pytest.mark.parametrize("wrong", [{"id": 7}, {"values": {"name": 7}}, {"values": [1]}, {"language": None}])
async def test_what_is_no_template_is_invalid(house: Any, replies: str, wrong: dict[str, Any]) -> None:
    answer = await (await house.browser()).post(replies, {"client_id": "c1", "template": {**CHOSEN, **wrong}})
    assert (answer.status, answer.code) == (422, "invalid")


@pytest.mark.asyncio
async def test_a_channel_without_templates_sends_none(
    house: Any, cliff: Account, replies: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(CONNECTORS, "gull", Tern)
    browser = await house.browser()
    assert (await browser.get(f"/api/v1/accounts/{cliff.id}/templates")).json == []
    answer = await browser.post(replies, {"client_id": "c1", "template": CHOSEN})
    assert (answer.status, answer.code) == (409, "unknown_template")


@pytest.mark.asyncio
async def test_the_same_template_clicked_twice_is_sent_once_though_the_provider_is_gone(
    house: Any, replies: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, body = await house.browser(), {"client_id": "c1", "template": CHOSEN}
    first = (await browser.post(replies, body)).json
    assert Gull.asked == 1
    fails(monkeypatch, Refused("Gone."))
    again = await browser.post(replies, body)
    assert (again.status, again.json["id"]) == (200, first["id"])
