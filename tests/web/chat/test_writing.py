"""What visitors send, and what becomes of it."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from inbox import accounts, customers, journal, threads
from inbox.clock import utc_now
from inbox.words import Customer
from router.service import Router
from tests.web.chat.shop import Shop, Visitor
from web.connected import FRESH_FOR
from web.live import VISITOR_TYPES

pytestmark = pytest.mark.asyncio


async def customer(shop: Shop) -> Customer:
    (message, *_) = await shop.settle(1)
    thread = await shop.inbox.read(threads.get, message.thread_id)
    return await shop.inbox.read(customers.get, thread.customer_id)


async def test_a_message_is_in_the_journal_before_it_is_answered(visitor: Visitor, shop: Shop) -> None:
    response = await visitor.write("Hello", "c1")
    assert response.status == 202
    assert await response.json() == {"client_id": "c1"}
    (row,) = await shop.inbox.read(journal.unread, 10)
    assert row.key == f"message:{visitor.address}:c1"
    assert b"Hello" in row.body


async def test_sending_again_answers_the_same_and_changes_nothing(visitor: Visitor, shop: Shop, router: Router) -> None:
    answers = await asyncio.gather(*(visitor.write("Hello", "c1") for _ in range(10)))
    assert {answer.status for answer in answers} == {202}
    await shop.settle(1)
    assert (await visitor.write("Hello", "c1")).status == 202
    await visitor.write("Bye", "c2")
    assert [message.text for message in await shop.settle(2)] == ["Hello", "Bye"]


async def test_messages_of_one_visitor_stay_in_order_in_one_thread(
    visitor: Visitor, shop: Shop, router: Router
) -> None:
    for number in range(15):
        await visitor.write(f"Message {number}", f"c{number}")
    said = await shop.settle(15)
    assert [message.text for message in said] == [f"Message {number}" for number in range(15)]
    assert [message.position for message in said] == list(range(1, 16))
    assert len({message.thread_id for message in said}) == 1


async def test_two_visitors_are_two_customers_even_with_the_same_client_id(
    visitor: Visitor, visitors: Callable[[], Visitor], shop: Shop, router: Router
) -> None:
    other = visitors()
    await other.knock()
    await visitor.write("One", "c1")
    await other.write("Two", "c1")
    assert len({message.thread_id for message in await shop.settle(2)}) == 2


async def test_a_typed_email_is_a_claim_and_shows_nothing_of_its_owner(
    visitor: Visitor, visitors: Callable[[], Visitor], shop: Shop, router: Router, signed: Callable[..., str]
) -> None:
    owner = visitors()
    await owner.knock(jwt=signed(email="ana@example.com"))
    await owner.write("My secret order", "c1")
    await shop.settle(1)
    await visitor.write("I am Ana", "c1", email="ana@example.com")
    said = await shop.settle(2)
    assert len({message.thread_id for message in said}) == 2
    assert "secret" not in str(await visitor.knock(visitor_token=visitor.token))
    claiming = next(message for message in said if message.text == "I am Ana")
    thread = await shop.inbox.read(threads.get, claiming.thread_id)
    claimant = await shop.inbox.read(customers.get, thread.customer_id)
    assert [claim.address for claim in claimant.claims] == ["ana@example.com"]
    assert [identity.channel for identity in claimant.identities] == ["chat"]


async def test_a_signed_email_is_proven(
    visitors: Callable[[], Visitor], shop: Shop, router: Router, signed: Callable[..., str]
) -> None:
    visitor = visitors()
    await visitor.knock(jwt=signed(email="Ana@Example.com", name="Ana"))
    await visitor.write("Hello", "c1")
    found = {one.channel: one for one in (await customer(shop)).identities}
    assert (found["email"].address, found["email"].evidence) == ("ana@example.com", "proven")
    assert (found["chat"].address, found["chat"].how) == ("jwt:42", "signed token")
    assert (await customer(shop)).name == "Ana"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"client_id": "c1", "text": ""}, 422),
        ({"client_id": "c1", "text": " \n\t\u0007"}, 422),
        ({"client_id": "c1", "text": "x" * 10_001}, 422),
        ({"client_id": "c1", "text": "x" * 70_000}, 413),
        ({"client_id": "c1", "text": "a", "email": "x" * 300}, 422),
        ({"client_id": "c1", "text": "a", "sent_at": "yesterday"}, 422),
        ({"client_id": "c1", "text": "a", "sent_at": "2026-11-22T10:00:00"}, 422),
        ({"client_id": "", "text": "a"}, 422),
        ({"client_id": "a b", "text": "a"}, 422),
        ({"client_id": "x" * 65, "text": "a"}, 422),
        ({"client_id": "c\n", "text": "a"}, 422),
        ({"text": "a"}, 422),
        ({"client_id": "c1"}, 422),
        ({"client_id": "c1", "text": 7}, 422),
        ([], 422),
    ],
)
async def test_what_is_no_message_is_refused_with_a_sentence(
    visitor: Visitor, shop: Shop, body: Any, status: int
) -> None:
    response = await visitor.post("messages", body)
    assert response.status == status
    message = (await response.json())["error"]["message"]
    assert message.endswith(".")
    assert await shop.inbox.read(journal.unread, 10) == []


async def test_text_in_every_script_arrives_as_it_was_written(visitor: Visitor, shop: Shop, router: Router) -> None:
    text = "¿Dónde está? 我的订单 أين طلبي 👩‍👩‍👧‍👦 <b>&amp;</b> 'x'; DROP TABLE message;--"
    await visitor.write(text, "c1")
    assert (await shop.settle(1))[0].text == text


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x.y", "Basic abc", "Bearer é"])
async def test_nobody_writes_without_a_token_of_ours(visitor: Visitor, header: str) -> None:
    url = f"{visitor.base}/messages"
    headers = {"Authorization": header.encode().decode("latin-1")} if header else {}
    async with visitor.http.post(url, json={"client_id": "c1", "text": "a"}, headers=headers) as response:
        assert response.status == 401
        assert (await response.json())["error"]["code"] == "unknown_visitor"


async def test_a_hasty_visitor_is_told_when_to_come_back_and_others_are_not_held_up(
    visitor: Visitor, visitors: Callable[[], Visitor]
) -> None:
    statuses = [(await visitor.write("a", f"c{number}")).status for number in range(21)]
    assert statuses == [202] * 20 + [429]
    refused = await visitor.write("a", "c99")
    assert 1 <= int(refused.headers["Retry-After"]) <= 10
    other = visitors()
    await other.knock()
    assert (await other.write("a", "c1")).status == 202


async def test_a_paused_chat_takes_nothing_once_the_old_settings_are_forgotten(
    visitor: Visitor, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    await shop.inbox.write(accounts.pause, shop.account, True, shop.inbox.clock())
    monkeypatch.setattr(shop.inbox, "clock", lambda: utc_now() + FRESH_FOR + timedelta(seconds=1))
    response = await visitor.write("a", "c1")
    assert response.status == 409
    assert (await response.json())["error"]["code"] == "paused"
    assert await shop.inbox.read(journal.unread, 10) == []


async def test_writing_costs_no_read_of_the_database(
    visitor: Visitor, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: Any) -> None:
        raise AssertionError("a read")

    monkeypatch.setattr(shop.inbox, "read", never)
    assert (await visitor.write("a", "c1")).status == 202


async def test_another_sites_page_cannot_write_for_a_visitor(visitor: Visitor) -> None:
    headers = {**visitor.headers, "Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    body = {"client_id": "c1", "text": "a"}
    async with visitor.http.post(f"{visitor.base}/messages", json=body, headers=headers) as response:
        assert response.status == 403


async def test_a_receipt_moves_the_message_forward_and_never_back(visitor: Visitor, shop: Shop, router: Router) -> None:
    await visitor.write("Hello", "c1")
    await shop.settle(1)
    answer = await shop.answer("Hi", visitor.address)
    for state in ("read", "delivered"):
        response = await visitor.post("receipts", {"state": state, "message_ids": [answer.id]})
        assert await response.json() == {"state": state, "message_ids": [answer.id]}
    async with asyncio.timeout(30):
        while (await shop.settle(2))[1].state != "read":
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    assert (await shop.settle(2))[1].state == "read"


async def test_nobody_confirms_what_was_said_to_somebody_else(
    visitor: Visitor, visitors: Callable[[], Visitor], shop: Shop, router: Router
) -> None:
    await visitor.write("Hello", "c1")
    await shop.settle(1)
    answer = await shop.answer("Hi", visitor.address)
    other = visitors()
    await other.knock()
    before = await other.post("receipts", {"state": "read", "message_ids": [answer.id]})
    await other.write("Me too", "c1")
    await shop.settle(3)
    after = await other.post("receipts", {"state": "read", "message_ids": [answer.id, "nonsense", ""]})
    assert (await before.json())["message_ids"] == (await after.json())["message_ids"] == []


@pytest.mark.parametrize(
    "body", [{"state": "failed", "message_ids": []}, {"state": "read"}, {"state": "read", "message_ids": ["x"] * 101}]
)
async def test_a_receipt_that_makes_no_sense_is_refused(visitor: Visitor, body: Any) -> None:
    assert (await visitor.post("receipts", body)).status == 422


async def test_typing_reaches_the_agents_screens_as_a_hint(visitor: Visitor, shop: Shop, router: Router) -> None:
    assert (await visitor.post("typing", {})).status == 204  # nobody knows this visitor yet, which is no error
    await visitor.write("Hello", "c1")
    (message,) = await shop.settle(1)
    async with visitor.listening() as hearing, shop.inbox.bus.listen(VISITOR_TYPES) as bell:
        await hearing.next()
        assert (await visitor.post("typing", {})).status == 204
        assert await bell.wait(30) == [message.thread_id.encode()]
