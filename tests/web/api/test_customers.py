"""An agent says that an address is a customer's, too."""

from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from office.gull import Gull, Tern, gull_account, hears, rock

from connectors.registry import CONNECTORS
from inbox import accounts, customers, events, removal
from inbox.identities import Contact
from inbox.words import Account, Thread

MARIA = {"connector": "gull", "address": "rock 1-0-0"}


@pytest_asyncio.fixture
async def cliff(house: Any, monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.setitem(CONNECTORS, "gull", Gull)
    return await gull_account(house.inbox)


@pytest_asyncio.fixture
async def thread(house: Any) -> Thread:
    return await house.thread()


def path(thread: Thread) -> str:
    return f"/api/v1/customers/{thread.customer_id}/identities"


@pytest.mark.asyncio
async def test_the_address_is_written_as_its_channel_writes_it(house: Any, cliff: Account, thread: Thread) -> None:
    browser, seq = await house.browser(), await house.inbox.read(events.last_seq)
    answer = await browser.post(path(thread), MARIA)
    assert answer.status == 200, answer.body
    assert answer.json == (await browser.get(f"/api/v1/threads/{thread.id}")).json["customer"]
    added = answer.json["identities"][-1]
    assert (added["channel"], added["address"], added["evidence"]) == ("gull", "100", "asserted")
    assert added["how"] == "added by an agent"
    [told] = await house.inbox.read(events.since, seq)
    assert (told.kind, told.thread_id) == ("customer.changed", thread.id)


@pytest.mark.asyncio
async def test_it_can_be_answered_to_at_once_and_what_comes_from_there_joins(
    house: Any, cliff: Account, thread: Thread
) -> None:
    browser = await house.browser()
    added = (await browser.post(path(thread), MARIA)).json["identities"][-1]
    ways = (await browser.get(f"/api/v1/threads/{thread.id}/ways")).json
    assert [one["identity_id"] for one in ways][-1] == added["id"]
    await hears(house.inbox, cliff.id, rock(), "It is me")
    assert (await browser.get(f"/api/v1/threads/{thread.id}")).json["messages"][-1]["text"] == "It is me"


@pytest.mark.asyncio
async def test_an_address_that_means_something_to_one_account_alone_is_kept_so(
    house: Any, cliff: Account, thread: Thread
) -> None:
    browser, beach = await house.browser(), await gull_account(house.inbox, "Beach")
    added = (await browser.post(path(thread), {**MARIA, "address": "900"})).json["identities"][-1]
    way = (await browser.get(f"/api/v1/threads/{thread.id}/ways")).json[-1]
    assert (way["identity_id"], way["account_id"]) == (added["id"], cliff.id)
    await hears(house.inbox, beach.id, Contact("gull", beach.id, "900"), "I am somebody else")
    assert len((await browser.get(f"/api/v1/threads/{thread.id}")).json["messages"]) == 1


@pytest.mark.asyncio
async def test_an_e_mail_address_may_be_added_as_people_write_it(house: Any, cliff: Account) -> None:
    await hears(house.inbox, cliff.id, rock())
    browser = await house.browser()
    [row] = (await browser.get("/api/v1/threads")).json["threads"]
    settings = {"address": "support@example.com", "imap_host": "x", "imap_user": "x", "smtp_host": "x"}
    box, now = house.inbox.box, house.inbox.clock()
    await house.inbox.write(accounts.update_settings, box, house.account, "Support", settings, {}, now)
    body = {"connector": "email", "address": "Maria <MARIA@Example.COM>"}
    answer = await browser.post(f"/api/v1/customers/{row['customer_id']}/identities", body)
    assert answer.status == 200, answer.body
    added = answer.json["identities"][-1]
    assert (added["channel"], added["address"], added["display"]) == ("email", "maria@example.com", "Maria")


@pytest.mark.asyncio
async def test_somebody_elses_address_stays_theirs(house: Any, cliff: Account, thread: Thread) -> None:
    await hears(house.inbox, cliff.id, Contact("gull", "", "100", "Omar", "proven"))
    answer = await (await house.browser()).post(path(thread), MARIA)
    assert (answer.status, answer.code) == (409, "conflict")
    assert "belongs to Omar" in answer.sentence


@pytest.mark.asyncio
async def test_what_is_no_address_is_refused_in_the_channels_words(house: Any, cliff: Account, thread: Thread) -> None:
    answer = await (await house.browser()).post(path(thread), {**MARIA, "address": "nowhere"})
    assert (answer.status, answer.code, answer.sentence) == (422, "no_address", "This is no rock. Write its number.")
    assert answer.json["error"]["field"] == "address"


@pytest.mark.asyncio
async def test_a_channel_on_which_nobody_can_be_found_says_so(
    house: Any, thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(CONNECTORS, "tern", Tern)
    await gull_account(house.inbox, "Tern", "tern")
    answer = await (await house.browser()).post(path(thread), {**MARIA, "connector": "tern"})
    assert (answer.status, answer.code) == (422, "no_address")
    assert "who has not written first" in answer.sentence


@pytest.mark.asyncio
async def test_without_an_account_nobody_can_be_written_to(house: Any, cliff: Account, thread: Thread) -> None:
    await house.inbox.write(removal.remove, cliff.id, house.inbox.clock())
    answer = await (await house.browser()).post(path(thread), MARIA)
    assert (answer.status, answer.sentence) == (
        409, "There is no Gull post account to write from. An admin can add one in the settings.",
    )  # fmt: skip


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "wrong",
    [
        {"address": ""},
        {"address": "  "},
        {"address": "1" * 1001},
        {"address": 7},
        {"connector": "owl"},
        {"connector": 7},
    ],
)
async def test_what_does_not_fit_is_invalid(house: Any, cliff: Account, thread: Thread, wrong: dict[str, Any]) -> None:
    assert (await (await house.browser()).post(path(thread), {**MARIA, **wrong})).status == 422
    assert len((await house.inbox.read(customers.get, thread.customer_id)).identities) == 1


@pytest.mark.asyncio
async def test_a_slip_is_undone(house: Any, cliff: Account, thread: Thread) -> None:
    browser = await house.browser()
    added = (await browser.post(path(thread), MARIA)).json["identities"][-1]
    answer = await browser.delete(f"{path(thread)}/{added['id']}")
    assert answer.status == 200
    assert [one["channel"] for one in answer.json["identities"]] == ["email"]
    assert (await browser.delete(f"{path(thread)}/{added['id']}")).status == 404


@pytest.mark.asyncio
async def test_what_the_customer_wrote_by_cannot_be_removed(house: Any, cliff: Account, thread: Thread) -> None:
    browser = await house.browser()
    own = (await browser.get(f"/api/v1/threads/{thread.id}")).json["customer"]["identities"][0]["id"]
    answer = await browser.delete(f"{path(thread)}/{own}")
    assert (answer.status, answer.code) == (409, "conflict")
    for nowhere in (f"{path(thread)}/{uuid4()}", f"{path(thread)}/x", f"/api/v1/customers/{uuid4()}/identities/{own}"):
        assert (await browser.delete(nowhere)).status == 404
    assert (await browser.post(f"/api/v1/customers/{uuid4()}/identities", MARIA)).status == 404
