"""Joining over the API: what an agent confirms, undoes and rules out, and who hears of it."""

from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from inbox import events, suggestions
from inbox.arrivals import Arrival, Read
from inbox.identities import Contact
from inbox.journal import Entry, append
from inbox.receive import receive
from inbox.words import Mood, Thread
from router.patience import judge

CUSTOMERS = "/api/v1/customers"


async def says(house: Any, text: str, address: str, claims: tuple[Contact, ...] = ()) -> Thread:
    """A claimed sender, who may claim further addresses."""
    house.count += 1
    now, key = house.inbox.clock(), f"key-{house.count}"
    await house.inbox.batch(append, Entry(house.account, key, text.encode(), {}, now))
    sender = Contact("email", "", address, address.partition("@")[0].title())
    arrival = Arrival(house.count, house.account, key, sender, now, text, text, Mood(), claims=claims)
    await house.inbox.write(receive, [Read(house.count, (arrival,))], judge, now)
    browser = await house.browser(name=f"Reader{house.count}")
    rows = (await browser.get("/api/v1/threads?view=open")).json["threads"]
    return next(row for row in rows if row["customer_name"] == sender.display)


@pytest_asyncio.fixture
async def maria(house: Any) -> Any:
    return await says(house, "Where is my order?", "maria@example.org")


@pytest_asyncio.fixture
async def twin(house: Any, maria: Any) -> Any:
    return await says(house, "It is me again", "m@example.net", (Contact("email", "", "maria@example.org"),))


async def suggested(house: Any, stands: Any) -> list[str]:
    found = await house.inbox.read(suggestions.suggest, stands["customer_id"])
    return [one.thread_id for one in found]


@pytest.mark.asyncio
async def test_two_become_one_and_two_again(house: Any, maria: Any, twin: Any) -> None:
    browser = await house.browser()
    merged = await browser.post(f"{CUSTOMERS}/{maria['customer_id']}/merge", {"other_id": twin["customer_id"]})
    assert merged.status == 200, merged.body
    assert merged.json["id"] == maria["customer_id"]
    assert {one["address"] for one in merged.json["identities"]} == {"maria@example.org", "m@example.net"}
    [link] = merged.json["merges"]
    assert (link["customer_id"], link["by_name"], link["how"]) == (twin["customer_id"], "Agent", "claimed_back")
    thread = (await browser.get(f"/api/v1/threads/{maria['id']}")).json
    assert [one["text"] for one in thread["messages"]] == ["Where is my order?", "It is me again"]
    split = await browser.post(f"/api/v1/merges/{link['id']}/split")
    assert (split.status, split.json["id"], split.json["merges"]) == (200, maria["customer_id"], [])
    thread = (await browser.get(f"/api/v1/threads/{twin['id']}")).json
    assert [one["text"] for one in thread["messages"]] == ["It is me again"]


@pytest.mark.asyncio
async def test_what_cannot_be_joined_or_split_says_why(house: Any, maria: Any, twin: Any) -> None:
    browser = await house.browser()
    path = f"{CUSTOMERS}/{maria['customer_id']}/merge"
    own = await browser.post(path, {"other_id": maria["customer_id"]})
    assert (own.status, own.code) == (409, "conflict")
    assert (await browser.post(path, {"other_id": str(uuid4())})).status == 404
    made = (await browser.post(path, {"other_id": twin["customer_id"]})).json["merges"][0]["id"]
    assert (await browser.post(path, {"other_id": twin["customer_id"]})).status == 409
    assert (await browser.post(f"/api/v1/merges/{made}/split")).status == 200
    assert (await browser.post(f"/api/v1/merges/{made}/split")).status == 409
    assert (await browser.post(f"/api/v1/merges/{uuid4()}/split")).status == 404
    assert (await browser.post("/api/v1/merges/x/split")).status == 404


@pytest.mark.asyncio
async def test_who_is_told_apart_is_not_suggested_until_that_is_undone(house: Any, maria: Any, twin: Any) -> None:
    browser, seq = await house.browser(), await house.inbox.read(events.last_seq)
    path = f"{CUSTOMERS}/{maria['customer_id']}/apart"
    assert await suggested(house, maria) == [twin["id"]]
    answer = await browser.post(path, {"other_id": twin["customer_id"]})
    assert (answer.status, answer.body) == (204, b"")
    assert await suggested(house, maria) == await suggested(house, twin) == []
    told = await house.inbox.read(events.since, seq)
    assert {(one.kind, one.thread_id) for one in told} == {
        ("customer.changed", maria["id"]),
        ("customer.changed", twin["id"]),
    }
    answer = await browser.delete(f"{path}/{twin['customer_id']}")
    assert (answer.status, answer.body) == (204, b"")
    assert await suggested(house, twin) == [maria["id"]]


@pytest.mark.asyncio
async def test_nobody_is_told_apart_from_themselves_or_from_nobody(house: Any, maria: Any) -> None:
    browser, path = await house.browser(), f"{CUSTOMERS}/{maria['customer_id']}/apart"
    assert (await browser.post(path, {"other_id": maria["customer_id"]})).status == 409
    assert (await browser.post(path, {"other_id": str(uuid4())})).status == 404
    assert (await browser.delete(f"{path}/{uuid4()}")).status == 404
    assert (await browser.delete(f"{path}/x")).status == 404


@pytest.mark.asyncio
async def test_an_address_is_marked_as_shared_and_suggests_nobody(house: Any, maria: Any, twin: Any) -> None:
    browser = await house.browser()
    [own] = (await browser.get(f"/api/v1/threads/{maria['id']}")).json["customer"]["identities"]
    path = f"{CUSTOMERS}/{maria['customer_id']}/identities/{own['id']}/shared"
    answer = await browser.ask("PUT", path, {"shared": True})
    assert answer.status == 200, answer.body
    assert [one["shared"] for one in answer.json["identities"]] == [True]
    assert await suggested(house, maria) == await suggested(house, twin) == []
    assert (await browser.ask("PUT", path, {"shared": False})).json["identities"][0]["shared"] is False
    assert await suggested(house, maria) == [twin["id"]]


@pytest.mark.asyncio
async def test_only_a_customers_own_address_can_be_marked(house: Any, maria: Any, twin: Any) -> None:
    browser = await house.browser()
    [own] = (await browser.get(f"/api/v1/threads/{maria['id']}")).json["customer"]["identities"]
    for owner, which in ((twin["customer_id"], own["id"]), (maria["customer_id"], uuid4()), (uuid4(), own["id"])):
        path = f"{CUSTOMERS}/{owner}/identities/{which}/shared"
        assert (await browser.ask("PUT", path, {"shared": True})).status == 404


@pytest.mark.asyncio
@pytest.mark.parametrize("body", [{}, {"other_id": ""}, {"other_id": 7}, {"other_id": "x"}, {"other_id": None}, []])
async def test_what_does_not_fit_is_invalid(house: Any, maria: Any, body: Any) -> None:
    browser = await house.browser()
    for what in ("merge", "apart"):
        assert (await browser.post(f"{CUSTOMERS}/{maria['customer_id']}/{what}", body)).status == 422


@pytest.mark.asyncio
@pytest.mark.parametrize("body", [{}, {"shared": "yes"}, {"shared": 1}, {"shared": None}])
async def test_shared_is_yes_or_no(house: Any, maria: Any, body: Any) -> None:
    browser = await house.browser()
    path = f"{CUSTOMERS}/{maria['customer_id']}/identities/{uuid4()}/shared"
    assert (await browser.ask("PUT", path, body)).status == 422


@pytest.mark.asyncio
async def test_a_stranger_joins_nobody(house: Any, maria: Any, twin: Any) -> None:
    stranger = house.stranger()
    for method, path, body in (
        ("POST", f"{CUSTOMERS}/{maria['customer_id']}/merge", {"other_id": twin["customer_id"]}),
        ("POST", f"{CUSTOMERS}/{maria['customer_id']}/apart", {"other_id": twin["customer_id"]}),
        ("DELETE", f"{CUSTOMERS}/{maria['customer_id']}/apart/{twin['customer_id']}", None),
        ("PUT", f"{CUSTOMERS}/{maria['customer_id']}/identities/{uuid4()}/shared", {"shared": True}),
        ("POST", f"/api/v1/merges/{uuid4()}/split", {}),
    ):
        assert (await stranger.ask(method, path, body)).status == 401
