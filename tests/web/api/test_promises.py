"""Promises over the API."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import msgspec
import pytest
import pytest_asyncio

from inbox.promises import Promise
from inbox.words import Thread
from web.api.messages import LONGEST


@pytest_asyncio.fixture
async def thread(house: Any) -> Thread:
    return await house.thread()


def soon(house: Any, **by: float) -> str:
    moment: datetime = house.inbox.clock() + timedelta(**(by or {"hours": 1}))
    return moment.isoformat()


async def made(house: Any, browser: Any, thread: Thread, **what: Any) -> Any:
    body = {"text": "I will call you", "due_at": soon(house), **what}
    return await browser.post(f"/api/v1/threads/{thread.id}/promises", body)


@pytest.mark.asyncio
async def test_it_is_made_and_kept(house: Any, thread: Thread) -> None:
    browser = await house.browser("agent", "Ana")
    answer = await made(house, browser, thread)
    assert answer.status == 200, answer.body
    promise = msgspec.convert(answer.json, Promise)
    assert (promise.text, promise.thread_id, promise.made_by_name) == ("I will call you", thread.id, "Ana")
    assert answer.json["due_at"].endswith("Z")
    kept = await browser.post(f"/api/v1/promises/{promise.id}/keep")
    assert kept.json["kept_at"] is not None
    dropped = await browser.post(f"/api/v1/promises/{promise.id}/drop")
    assert (dropped.status, dropped.code) == (409, "conflict")
    assert (await browser.post(f"/api/v1/promises/{promise.id}/reopen")).json == answer.json
    assert (await browser.post(f"/api/v1/promises/{promise.id}/drop")).json["dropped_at"] is not None


@pytest.mark.asyncio
async def test_it_names_its_message_in_whatever_case(house: Any, thread: Thread) -> None:
    browser = await house.browser()
    note = {"text": "I said so", "client_id": "n"}
    said = (await browser.post(f"/api/v1/threads/{thread.id}/notes", note)).json["id"]
    assert (await made(house, browser, thread, message_id=said.upper())).json["message_id"] == said
    assert (await made(house, browser, thread, message_id=str(uuid4()))).status == 404


@pytest.mark.asyncio
async def test_text_and_moment_can_be_changed(house: Any, thread: Thread) -> None:
    browser = await house.browser()
    promise = (await made(house, browser, thread)).json
    path, later = f"/api/v1/promises/{promise['id']}", soon(house, days=2)
    assert (await browser.patch(path, {"text": "I will write"})).json == {**promise, "text": "I will write"}
    moved = (await browser.patch(path, {"due_at": later})).json
    assert datetime.fromisoformat(moved["due_at"]) == datetime.fromisoformat(later)
    assert (await browser.patch(path, {})).json == moved


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "  "},
        {"text": "x" * 501},
        {"text": None},
        {"due_at": "tomorrow"},
        {"due_at": "2030-01-01T10:00:00"},
        {"due_at": 5},
        {"due_at": None},
        {"message_id": "x"},
    ],
)
async def test_what_does_not_fit_is_invalid(house: Any, thread: Thread, wrong: dict[str, Any]) -> None:
    answer = await made(house, await house.browser(), thread, **wrong)
    assert (answer.status, answer.code) == (422, "invalid")


@pytest.mark.asyncio
@pytest.mark.parametrize("days", [-2, 6 * 366])
async def test_a_moment_that_makes_no_sense_is_refused_at_its_field(house: Any, thread: Thread, days: int) -> None:
    browser = await house.browser()
    promise = (await made(house, browser, thread)).json
    body = {"due_at": soon(house, days=days)}
    for answer in (
        await made(house, browser, thread, **body),
        await browser.patch(f"/api/v1/promises/{promise['id']}", body),
    ):
        assert (answer.status, answer.code, answer.json["error"]["field"]) == (422, "bad_moment", "due_at")
        assert "within the next five years" in answer.sentence


@pytest.mark.asyncio
@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
async def test_the_ends_of_time_are_no_moments(house: Any, thread: Thread, at: str) -> None:
    assert (await made(house, await house.browser(), thread, due_at=at)).status == 422


@pytest.mark.asyncio
async def test_one_that_has_just_passed_is_due_at_once(house: Any, thread: Thread) -> None:
    """Whoever writes for long must not lose the promise with which they began."""
    assert (await made(house, await house.browser(), thread, due_at=soon(house, minutes=-10))).status == 200


@pytest.mark.asyncio
@pytest.mark.parametrize("deed", ["keep", "drop", "reopen"])
async def test_what_is_not_there_is_not_found(house: Any, thread: Thread, deed: str) -> None:
    browser = await house.browser()
    for wrong in (str(uuid4()), "x"):
        assert (await browser.post(f"/api/v1/promises/{wrong}/{deed}")).status == 404
        assert (await browser.patch(f"/api/v1/promises/{wrong}", {"text": "x"})).status == 404
        nowhere = f"/api/v1/threads/{wrong}/promises"
        assert (await browser.post(nowhere, {"text": "x", "due_at": soon(house)})).status == 404


@pytest.mark.asyncio
async def test_strangers_promise_nothing(house: Any, thread: Thread) -> None:
    assert (await made(house, house.stranger(), thread)).status == 401
    assert (await house.stranger().post("/api/v1/promises/guess", {"text": "x"})).status == 401


@pytest.mark.asyncio
async def test_a_reply_is_read_for_what_it_promises(house: Any) -> None:
    browser = await house.browser()
    draft = {"text": "Hola María.\nLe llamo en dos horas. Un saludo", "zone": "Europe/Madrid"}
    before = house.inbox.clock()
    answer = await browser.post("/api/v1/promises/guess", draft)
    assert answer.json["text"] == "Le llamo en dos horas."
    due_at = datetime.fromisoformat(answer.json["due_at"])
    assert before <= due_at - timedelta(hours=2) <= house.inbox.clock()


@pytest.mark.asyncio
async def test_where_nothing_is_promised_the_answer_is_null(house: Any) -> None:
    browser = await house.browser()
    for text in ("", "Thank you!", "x" * LONGEST):
        answer = await browser.post("/api/v1/promises/guess", {"text": text, "zone": "UTC"})
        assert (answer.status, answer.json) == (200, None)


@pytest.mark.asyncio
async def test_an_unknown_zone_is_utc_and_nonsense_is_invalid(house: Any) -> None:
    browser = await house.browser()
    for zone in ("", "Nowhere", "../x"):
        draft = {"text": "I will call you in two hours", "zone": zone}
        assert (await browser.post("/api/v1/promises/guess", draft)).json is not None
    for wrong in ({"text": "x" * (LONGEST + 1)}, {"text": 5}, {"text": "x", "zone": "x" * 65}, {}):
        assert (await browser.post("/api/v1/promises/guess", wrong)).status == 422
