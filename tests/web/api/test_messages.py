"""Answering, noting, trying again, and HTML mails."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from inbox import changes, messages, outbox
from inbox.arrivals import Change
from inbox.words import Message


async def fail(house: Any, message_id: str, state: Any = "failed") -> None:
    """What the router does when a delivery has failed for good."""
    [delivery] = await house.inbox.write(outbox.claim, house.inbox.clock())
    assert delivery.message_id == message_id
    await house.inbox.write(outbox.give_up, delivery, state, "The mailbox is full.", house.inbox.clock())


@pytest.mark.asyncio
async def test_a_reply_is_durable_and_queued_when_the_answer_comes(house: Any) -> None:
    browser, thread = await house.browser("agent", "Ana"), await house.thread()
    answer = await browser.post(f"/api/v1/threads/{thread.id}/replies", {"text": "On its way.", "client_id": "c1"})
    assert answer.status == 200
    reply = answer.json
    assert set(reply) == set(Message.__struct_fields__)
    assert (reply["direction"], reply["state"], reply["author_name"]) == ("out", "queued", "Ana")
    assert (reply["text"], reply["position"], reply["channel"]) == ("On its way.", 2, "email")
    assert (await house.inbox.read(messages.get, reply["id"])).text == "On its way."


@pytest.mark.asyncio
async def test_sending_the_same_reply_again_sends_it_once(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    path, body = f"/api/v1/threads/{thread.id}/replies", {"text": "Hello", "client_id": "c1"}
    found = await asyncio.gather(*(browser.post(path, body) for _ in range(5)))
    assert len({answer.json["id"] for answer in found}) == 1
    assert len((await browser.get(f"/api/v1/threads/{thread.id}")).json["messages"]) == 2


@pytest.mark.asyncio
async def test_a_reply_goes_to_the_identity_that_was_chosen(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    customer = (await browser.get(f"/api/v1/threads/{thread.id}")).json["customer"]
    body = {"text": "Hello", "client_id": "c1", "identity_id": customer["identities"][0]["id"]}
    reply = (await browser.post(f"/api/v1/threads/{thread.id}/replies", body)).json
    assert reply["identity_id"] == body["identity_id"]


@pytest.mark.asyncio
async def test_another_customers_identity_is_no_address_of_this_one(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    other = await house.thread("Hi", "pedro@example.org")
    theirs = (await browser.get(f"/api/v1/threads/{other.id}")).json["customer"]["identities"][0]["id"]
    body = {"text": "private", "client_id": "c1", "identity_id": theirs}
    assert (await browser.post(f"/api/v1/threads/{thread.id}/replies", body)).status == 404


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": " \n "},
        {"text": "x" * 100_001},
        {"text": None},
        {"client_id": ""},
        {"client_id": "x" * 101},
        {"identity_id": "nonsense"},
        {"identity_id": 7},
    ],
    ids=lambda wrong: str(wrong)[:40],
)
async def test_what_is_no_reply_is_refused(house: Any, wrong: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    body = {"text": "Hello", "client_id": "c1", **wrong}
    assert (await browser.post(f"/api/v1/threads/{thread.id}/replies", body)).status == 422
    if "identity_id" not in wrong:
        assert (await browser.post(f"/api/v1/threads/{thread.id}/notes", body)).status == 422
    assert len((await browser.get(f"/api/v1/threads/{thread.id}")).json["messages"]) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("path", ["replies", "notes"])
async def test_there_is_nothing_to_say_in_a_thread_that_is_not_there(house: Any, path: str) -> None:
    browser = await house.browser()
    answer = await browser.post(f"/api/v1/threads/{uuid4()}/{path}", {"text": "Hello", "client_id": "c1"})
    assert answer.status == 404


@pytest.mark.asyncio
async def test_a_note_stays_inside(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    body = {"text": "She is a reseller.", "client_id": "n1"}
    note = (await browser.post(f"/api/v1/threads/{thread.id}/notes", body)).json
    assert (note["direction"], note["state"], note["identity_id"]) == ("note", None, None)
    assert await house.inbox.write(outbox.claim, house.inbox.clock()) == []


@pytest.mark.asyncio
@pytest.mark.parametrize("state", ["failed", "uncertain"])
async def test_what_failed_is_sent_again_by_an_agents_decision(house: Any, state: str) -> None:
    browser, thread = await house.browser(), await house.thread()
    body = {"text": "Hello", "client_id": "c1"}
    reply = (await browser.post(f"/api/v1/threads/{thread.id}/replies", body)).json
    await fail(house, reply["id"], state)
    again = (await browser.post(f"/api/v1/messages/{reply['id']}/retry")).json
    assert (again["id"], again["state"]) == (reply["id"], "queued")


@pytest.mark.asyncio
async def test_what_is_still_on_its_way_is_not_sent_again(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    body = {"text": "Hello", "client_id": "c1"}
    reply = (await browser.post(f"/api/v1/threads/{thread.id}/replies", body)).json
    answer = await browser.post(f"/api/v1/messages/{reply['id']}/retry")
    assert (answer.status, answer.code) == (409, "conflict")
    assert (await browser.post(f"/api/v1/messages/{uuid4()}/retry")).status == 404


@pytest.mark.asyncio
async def test_an_html_mail_is_a_document_that_can_do_nothing(house: Any) -> None:
    browser = await house.browser()
    said = await house.customer_says("Hi", html='<p>Hi <img src="https://spy.example/pixel.gif"></p>')
    answer = await browser.get(f"/api/v1/messages/{said.id}/html")
    assert answer.headers["Content-Type"].startswith("text/html")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "img-src data:;" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'self'" in policy
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert "<p>Hi " in answer.body.decode()


@pytest.mark.asyncio
async def test_an_inline_image_comes_within_the_document(house: Any) -> None:
    browser = await house.browser()
    logo = house.inbox.files.keep("logo.png", "image/png", b"\x89PNG", "logo@shop")
    said = await house.customer_says("Hi", html='<img src="cid:logo@shop"><img src="cid:other">', files=(logo,))
    body = (await browser.get(f"/api/v1/messages/{said.id}/html")).body.decode()
    assert '<img src="data:image/png;base64,iVBORw==">' in body
    assert '<img src="data:,">' in body


@pytest.mark.asyncio
async def test_a_plain_message_has_no_document(house: Any) -> None:
    browser = await house.browser()
    said = await house.customer_says("Hi")
    assert (await browser.get(f"/api/v1/messages/{said.id}/html")).status == 404
    assert (await browser.get(f"/api/v1/messages/{uuid4()}/html")).status == 404


@pytest.mark.asyncio
async def test_what_a_message_said_before_can_be_read(house: Any) -> None:
    browser, said = await house.browser(), await house.customer_says("I am furious")
    path, now = f"/api/v1/messages/{said.id}/versions", house.inbox.clock()
    assert (await browser.get(path)).json == []
    for kind, text in (("edited", "I am a bit cross"), ("deleted", "")):
        now += timedelta(minutes=1)
        change = Change(1, house.account, "key-1", kind, now, text)
        await house.inbox.write(changes.apply, [change], [], now)
    versions = (await browser.get(path)).json
    assert [one["text"] for one in versions] == ["I am furious", "I am a bit cross"]
    assert versions[0]["until"] < versions[1]["until"]
    assert (await browser.get(f"/api/v1/messages/{uuid4()}/versions")).status == 404
