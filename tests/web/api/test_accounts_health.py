"""How accounts fare, for the settings screen; and a message to oneself."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from connectors.contract import Address, Outgoing, Refused, Request, Sent, Taken
from connectors.registry import CONNECTORS
from inbox import identities, journal, queue, reach
from inbox.arrivals import Consented
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.journal import Entry
from inbox.words import IdentityId, UserId
from web.api.trials import OPTED_OUT
from web.settings import Settings

NEW = {"connector": "pigeon", "name": "Roof", "settings": {"loft": "Roof", "whistle": "hunter2"}}
NOBODY = "00000000-0000-7000-8000-000000000000"


async def health(admin: Any, account_id: str) -> dict[str, Any]:
    found = (await admin.get("/api/v1/accounts/health")).json
    return next(one for one in found if one["account_id"] == account_id)


@pytest.fixture
def racer(pigeon: Any, monkeypatch: pytest.MonkeyPatch) -> list[Outgoing]:
    """A pigeon that is called, and can be written to; what it carried."""
    carried: list[Outgoing] = []

    class Racer(pigeon):  # type: ignore[misc]  # a fixture's class
        def verify(self, request: Request) -> Taken:
            return Taken()

        def locate(self, typed: str) -> Address:
            if not typed.isalpha():
                raise Refused("A loft is a word. Write it without figures.")
            return Address("pigeon", typed)

        async def send(self, outgoing: Outgoing) -> Sent:
            assert self.settings.whistle == "hunter2", "it needs its secret"
            carried.append(outgoing)
            return Sent("remote")

    monkeypatch.setitem(CONNECTORS, "pigeon", Racer)
    return carried


@pytest.mark.asyncio
async def test_what_lags_is_counted(house: Any) -> None:
    admin = await house.browser("admin")
    still = {"unread": 0, "oldest_unread_at": None, "queued": 0, "oldest_queued_at": None, "failed": 0}
    assert await health(admin, house.account) == {"account_id": house.account, "hook_url": "", **still}
    entry = Entry(house.account, "k", b"raw", {}, house.inbox.clock())
    await house.inbox.batch(journal.append, entry)
    found = await health(admin, house.account)
    assert found["unread"] == 1
    assert found["oldest_unread_at"] == entry.received_at.isoformat().replace("+00:00", "Z")


@pytest.mark.asyncio
async def test_what_waits_to_be_sent_is_counted(house: Any) -> None:
    admin = await house.browser("admin")
    thread = await house.thread()
    await admin.post(f"/api/v1/threads/{thread.id}/replies", {"text": "Soon.", "client_id": "1"})
    found = await health(admin, house.account)
    assert found["queued"] == 1
    assert found["oldest_queued_at"] is not None


class TestBehindAProxy:
    @pytest.fixture
    def settings(self, tmp_path: Path) -> Settings:
        return Settings(data=tmp_path, url="https://inbox.example.com")

    @pytest.mark.asyncio
    async def test_the_hook_is_shown_as_the_provider_will_call_it(self, house: Any, racer: list[Outgoing]) -> None:
        admin = await house.browser("admin")
        added = (await admin.post("/api/v1/accounts", NEW)).json
        assert (await health(admin, added["id"]))["hook_url"] == f"https://inbox.example.com/hooks/{added['id']}"
        assert (await house.stranger().post(f"/hooks/{added['id']}")).status == 200


@pytest.mark.asyncio
async def test_an_account_of_a_connector_that_is_gone_still_has_its_health(
    house: Any, pigeon: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = await house.browser("admin")
    added = (await admin.post("/api/v1/accounts", NEW)).json
    monkeypatch.delitem(CONNECTORS, "pigeon")
    assert (await health(admin, added["id"]))["hook_url"] == ""


@pytest.mark.asyncio
@pytest.mark.parametrize("role", ["agent", "supervisor"])
async def test_only_an_admin_looks_and_tries(house: Any, role: Any) -> None:
    browser = await house.browser(role)
    assert (await browser.get("/api/v1/accounts/health")).status == 403
    assert (await browser.post(f"/api/v1/accounts/{house.account}/test", {"to": "Tower"})).status == 403


@pytest.mark.asyncio
async def test_a_test_leaves_by_the_account_and_stands_in_no_thread(house: Any, racer: list[Outgoing]) -> None:
    admin = await house.browser("admin")
    added = (await admin.post("/api/v1/accounts", NEW)).json
    answer = await admin.post(f"/api/v1/accounts/{added['id']}/test", {"to": "  Tower "})
    assert answer.json == {"ok": True, "message": ""}
    assert [(one.to.address, one.author) for one in racer] == [("Tower", "Admin")]
    assert "“Roof”" in racer[0].text
    assert (await house.inbox.read(queue.page, "open", UserId(NOBODY))).threads == ()
    assert (await health(admin, added["id"]))["queued"] == 0


@pytest.mark.asyncio
async def test_why_a_test_did_not_leave_is_said(house: Any, racer: list[Outgoing]) -> None:
    admin = await house.browser("admin")
    added = (await admin.post("/api/v1/accounts", NEW)).json
    answer = await admin.post(f"/api/v1/accounts/{added['id']}/test", {"to": "4711"})
    assert answer.json == {"ok": False, "message": "A loft is a word. Write it without figures."}
    assert racer == []


@pytest.mark.asyncio
@pytest.mark.parametrize("to", ["", " ", "x" * 321, None, 3, ["a"], "a\0b"], ids=repr)
async def test_what_is_no_address_is_refused_before_anybody_is_asked(
    house: Any, racer: list[Outgoing], to: Any
) -> None:
    admin = await house.browser("admin")
    added = (await admin.post("/api/v1/accounts", NEW)).json
    assert (await admin.post(f"/api/v1/accounts/{added['id']}/test", {"to": to})).status in (400, 422)
    assert racer == []


@pytest.mark.asyncio
async def test_where_nobody_can_be_written_to_first_there_is_no_test(house: Any, pigeon: Any) -> None:
    admin = await house.browser("admin")
    added = (await admin.post("/api/v1/accounts", NEW)).json
    answer = await admin.post(f"/api/v1/accounts/{added['id']}/test", {"to": "Tower"})
    assert (answer.status, answer.code) == (422, "no_test")


@pytest.mark.asyncio
async def test_an_account_that_nobody_can_use_says_so(
    house: Any, racer: list[Outgoing], monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = await house.browser("admin")
    added = (await admin.post("/api/v1/accounts", NEW)).json
    monkeypatch.delitem(CONNECTORS, "pigeon")
    answer = await admin.post(f"/api/v1/accounts/{added['id']}/test", {"to": "Tower"})
    assert answer.json["ok"] is False
    assert answer.json["message"].startswith("This version of Hilo has no pigeon channel.")
    assert (await admin.post(f"/api/v1/accounts/{uuid4()}/test", {"to": "Tower"})).status == 404


@pytest.mark.asyncio
async def test_whoever_asked_us_to_stop_gets_no_test(house: Any, racer: list[Outgoing]) -> None:
    admin = await house.browser("admin")
    added = (await admin.post("/api/v1/accounts", NEW)).json
    now, stopped = house.inbox.clock(), Contact("pigeon", "", "Tower")
    customer_id = (await house.thread()).customer_id
    await house.inbox.write(identities.add_many, [(IdentityId(new_id()), customer_id, stopped)], now)
    await house.inbox.write(reach.heed, [Consented(stopped, False)], now)
    answer = await admin.post(f"/api/v1/accounts/{added['id']}/test", {"to": " Tower"})
    assert answer.json == {"ok": False, "message": OPTED_OUT}
    assert racer == []
    await house.inbox.write(reach.heed, [Consented(stopped, True)], now)
    assert (await admin.post(f"/api/v1/accounts/{added['id']}/test", {"to": "Tower"})).json["ok"]
