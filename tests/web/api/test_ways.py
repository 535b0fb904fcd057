"""Where an answer may go, as the composer sees it, and what the server makes of one that may not."""

from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from office.gull import Gull, ago, gull_account, hears, rock

from connectors.registry import CONNECTORS
from inbox import accounts, messages, outbox, queue, reach
from inbox.words import Account, Thread, UserId

KEYS = {
    "identity_id", "channel", "address", "display", "evidence", "account_id", "account_name", "open", "shut", "detail",
    "window_closes_at", "templates", "limits",
}  # fmt: skip


@pytest_asyncio.fixture
async def cliff(house: Any, monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.setitem(CONNECTORS, "gull", Gull)
    return await gull_account(house.inbox)


async def thread(house: Any, cliff: Account, **more: Any) -> Thread:
    await hears(house.inbox, cliff.id, rock(), **more)
    found = await house.inbox.read(queue.page, "open", UserId(""))
    return found.threads[0]


async def late(house: Any, cliff: Account) -> Thread:
    return await thread(house, cliff, sent_at=ago(house.inbox, hours=25))


@pytest.mark.asyncio
async def test_the_composer_sees_every_way_with_its_limits(house: Any, cliff: Account) -> None:
    browser, found = await house.browser(), await thread(house, cliff)
    [way] = (await browser.get(f"/api/v1/threads/{found.id}/ways")).json
    assert set(way) == KEYS
    assert (way["channel"], way["address"], way["evidence"]) == ("gull", "100", "proven")
    assert (way["account_id"], way["account_name"]) == (cliff.id, "Cliff")
    assert (way["open"], way["shut"], way["detail"], way["templates"]) == (True, "", "", True)
    assert way["window_closes_at"].endswith("Z")
    limits = way["limits"]
    assert (limits["longest"], limits["counted"], limits["files"], limits["captions"]) == (100, "characters", 2, False)
    assert limits["biggest"]["image/png"] == 20 * 1024
    assert limits["longest_caption"] == 0
    assert limits["templates"] is True


@pytest.mark.asyncio
async def test_a_closed_window_is_shown_and_held_to(house: Any, cliff: Account) -> None:
    browser, found = await house.browser(), await late(house, cliff)
    [way] = (await browser.get(f"/api/v1/threads/{found.id}/ways")).json
    assert (way["open"], way["shut"], way["templates"]) == (False, "window_closed", True)
    answer = await browser.post(f"/api/v1/threads/{found.id}/replies", {"text": "Kraa", "client_id": "c1"})
    assert (answer.status, answer.code, answer.sentence) == (409, "window_closed", way["detail"])
    assert await house.inbox.write(outbox.claim, house.inbox.clock()) == []


@pytest.mark.asyncio
@pytest.mark.parametrize("code", ["opted_out", "unreachable"])
async def test_a_shut_address_is_shown_and_held_to(house: Any, cliff: Account, code: Any) -> None:
    browser, found = await house.browser(), await thread(house, cliff)
    [way] = (await browser.get(f"/api/v1/threads/{found.id}/ways")).json
    await house.inbox.write(reach.shut, way["identity_id"], code, "", house.inbox.clock())
    answer = await browser.post(f"/api/v1/threads/{found.id}/replies", {"text": "Kraa", "client_id": "c1"})
    assert (answer.status, answer.code) == (409, code)
    [way] = (await browser.get(f"/api/v1/threads/{found.id}/ways")).json
    assert (way["open"], way["shut"], way["detail"]) == (False, code, answer.sentence)


@pytest.mark.asyncio
async def test_what_is_too_long_is_refused_with_a_code(house: Any, cliff: Account) -> None:
    browser, found = await house.browser(), await thread(house, cliff)
    answer = await browser.post(f"/api/v1/threads/{found.id}/replies", {"text": "x" * 101, "client_id": "c1"})
    assert (answer.status, answer.code) == (409, "too_long")
    assert "100 characters" in answer.sentence


@pytest.mark.asyncio
async def test_an_answer_leaves_from_the_account_that_was_chosen(house: Any, cliff: Account) -> None:
    browser, found = await house.browser(), await thread(house, cliff)
    beach = await gull_account(house.inbox, "Beach")
    path = f"/api/v1/threads/{found.id}/replies"
    said = await browser.post(path, {"text": "Kraa", "client_id": "c1", "account_id": beach.id})
    assert said.json["account_id"] == beach.id
    await house.inbox.write(accounts.pause, beach.id, True, house.inbox.clock())
    for account, code in ((beach.id, "paused"), (house.account, "no_account"), (str(uuid4()), "no_account")):
        answer = await browser.post(path, {"text": "Kraa", "client_id": "c2", "account_id": account})
        assert (answer.status, answer.code) == (409, code)
    assert (await browser.post(path, {"text": "Kraa", "client_id": "c2", "account_id": "Cliff"})).status == 422


@pytest.mark.asyncio
async def test_one_reply_clicked_twice_is_one_even_if_the_window_closes_between(house: Any, cliff: Account) -> None:
    browser, found = await house.browser(), await thread(house, cliff)
    path, body = f"/api/v1/threads/{found.id}/replies", {"text": "Kraa", "client_id": "c1"}
    first = (await browser.post(path, body)).json
    to = (await house.inbox.read(messages.get, first["id"])).identity_id
    await house.inbox.write(reach.shut, to, "opted_out", "", house.inbox.clock())
    again = await browser.post(path, body)
    assert (again.status, again.json["id"]) == (200, first["id"])


@pytest.mark.asyncio
async def test_a_thread_that_is_not_there_has_no_ways(house: Any) -> None:
    browser = await house.browser()
    assert (await browser.get(f"/api/v1/threads/{uuid4()}/ways")).status == 404
