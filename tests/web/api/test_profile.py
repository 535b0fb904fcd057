"""What colleagues write down about a customer, over the API."""

from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from inbox import events
from inbox.words import Thread


@pytest_asyncio.fixture
async def thread(house: Any) -> Thread:
    return await house.thread()


@pytest.mark.asyncio
async def test_it_is_kept_and_shown(house: Any, thread: Thread) -> None:
    browser, seq = await house.browser(), await house.inbox.read(events.last_seq)
    body = {
        "name": "María",
        "about": "Prefers calls",
        "language": "es",
        "zone": "Europe/Madrid",
        "fields": {"Plan": "gold"},
    }
    answer = await browser.patch(f"/api/v1/customers/{thread.customer_id}", body)
    assert answer.status == 200, answer.body
    assert {name: answer.json[name] for name in body} == body
    assert answer.json == (await browser.get(f"/api/v1/threads/{thread.id}")).json["customer"]
    [told] = await house.inbox.read(events.since, seq)
    assert (told.kind, told.thread_id) == ("customer.changed", thread.id)


@pytest.mark.asyncio
async def test_fields_come_and_go_one_by_one(house: Any, thread: Thread) -> None:
    browser, path = await house.browser(), f"/api/v1/customers/{thread.customer_id}"
    await browser.patch(path, {"fields": {"Plan": "gold", "Since": "2019"}})
    assert (await browser.patch(path, {"fields": {"Plan": None}})).json["fields"] == {"Since": "2019"}
    assert (await browser.patch(path, {})).json["fields"] == {"Since": "2019"}
    full = await browser.patch(path, {"fields": {f"{number}": "x" for number in range(50)}})
    assert (full.status, full.code) == (409, "conflict")
    assert "at most 50 fields" in full.sentence


@pytest.mark.asyncio
@pytest.mark.parametrize("zone", ["", "UTC", "+05:30", "America/New_York"])
async def test_zones_are_names_or_offsets(house: Any, thread: Thread, zone: str) -> None:
    browser = await house.browser()
    answer = await browser.patch(f"/api/v1/customers/{thread.customer_id}", {"zone": zone})
    assert (answer.status, answer.json["zone"]) == (200, zone)


@pytest.mark.asyncio
@pytest.mark.parametrize("zone", ["Nowhere", "Europe", "../../etc/passwd", "+25:00", "5"])
async def test_what_is_no_zone_is_refused_at_its_field(house: Any, thread: Thread, zone: str) -> None:
    answer = await (await house.browser()).patch(f"/api/v1/customers/{thread.customer_id}", {"zone": zone})
    assert (answer.status, answer.code, answer.json["error"]["field"]) == (422, "no_zone", "zone")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x" * 201},
        {"name": None},
        {"about": "x" * 2001},
        {"language": "spa"},
        {"language": "ES"},
        {"language": "e1"},
        {"zone": "x" * 65},
        {"fields": {"": "x"}},
        {"fields": {" ": "x"}},
        {"fields": {"x" * 51: "x"}},
        {"fields": {"x": "x" * 501}},
        {"fields": {"x": 5}},
        {"fields": ["x"]},
        {"fields": {f"{number}": None for number in range(101)}},
    ],
)
async def test_what_does_not_fit_is_invalid(house: Any, thread: Thread, wrong: dict[str, Any]) -> None:
    answer = await (await house.browser()).patch(f"/api/v1/customers/{thread.customer_id}", wrong)
    assert (answer.status, answer.code) == (422, "invalid")


@pytest.mark.asyncio
async def test_nobody_is_not_found_and_strangers_write_nothing(house: Any, thread: Thread) -> None:
    browser = await house.browser()
    for wrong in (str(uuid4()), "x"):
        assert (await browser.patch(f"/api/v1/customers/{wrong}", {"name": "x"})).status == 404
    assert (await house.stranger().patch(f"/api/v1/customers/{thread.customer_id}", {"name": "x"})).status == 401
