"""Next, skip, snooze, assign and bulk, as an agent's screen asks for them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from inbox import desks, threads, users
from inbox.users import Change
from web.call import PRESENCE

WEEK = (datetime.now(UTC) + timedelta(days=7)).isoformat()
T = "/api/v1/threads"
NOBODYS = "threads/0192f0c1-7a55-7d3e-8c1b-2f0e9b6a4d11"


@pytest.mark.asyncio
async def test_the_next_one_is_ours(house: Any) -> None:
    ana, ben, waiting = await house.browser(name="Ana"), await house.browser(name="Ben"), await house.thread()
    landed = (await ana.post("/api/v1/next")).json["thread"]
    assert (landed["id"], landed["assignee_name"]) == (waiting.id, "Ana")
    assert (await ben.post("/api/v1/next", {"after": None})).json == {"thread": None}
    assert (await ana.post("/api/v1/next", {"after": waiting.id})).json == {"thread": None}


@pytest.mark.asyncio
async def test_what_a_colleague_has_before_them_is_not_the_next(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, waiting = await house.browser(name="Ana"), await house.thread()
    asked: list[str] = []

    def viewing(but: str) -> set[str]:
        asked.append(but)
        return {waiting.id}

    monkeypatch.setattr(house.app[PRESENCE], "viewing", viewing)
    assert (await ana.post("/api/v1/next")).json == {"thread": None}
    assert asked == [(await ana.get("/api/v1/session")).json["user"]["id"]]


@pytest.mark.asyncio
async def test_a_thread_is_skipped_and_the_skip_taken_back(house: Any) -> None:
    ana, waiting = await house.browser(name="Ana"), await house.thread()
    skipped = await ana.post(f"{T}/{waiting.id}/skip", {"reason": " language "})
    assert (skipped.status, skipped.json["id"]) == (200, waiting.id)
    assert (await ana.post("/api/v1/next")).json == {"thread": None}
    assert (await ana.delete(f"{T}/{waiting.id}/skip")).status == 204
    assert (await ana.post("/api/v1/next")).json["thread"]["id"] == waiting.id


@pytest.mark.asyncio
@pytest.mark.parametrize("reason", ["", "  ", "x" * 201, None, 7])
async def test_a_skip_says_why(house: Any, reason: object) -> None:
    ana, waiting = await house.browser(), await house.thread()
    assert (await ana.post(f"{T}/{waiting.id}/skip", {"reason": reason})).status == 422


@pytest.mark.asyncio
async def test_a_thread_is_put_aside_and_back(house: Any) -> None:
    ana, waiting = await house.browser(name="Ana"), await house.thread()
    aside = (await ana.post(f"{T}/{waiting.id}/snooze", {"until": WEEK})).json
    assert (aside["assignee_name"], aside["wake_at"]) == ("Ana", aside["due"])
    back = (await ana.post(f"{T}/{waiting.id}/wake")).json
    assert (back["snoozed_at"], back["wake_at"]) == (None, None)
    again = await ana.post(f"{T}/{waiting.id}/wake")
    assert (again.status, again.code) == (409, "conflict")
    assert (await ana.post(f"{T}/{waiting.id}/snooze", {"until": None})).json["snoozed_at"] is not None


@pytest.mark.asyncio
@pytest.mark.parametrize("until", ["tomorrow", "2030-01-01T09:00:00", 5, "99999-01-01T00:00:00Z", ""])
async def test_a_moment_has_a_date_and_a_zone(house: Any, until: object) -> None:
    ana, waiting = await house.browser(), await house.thread()
    assert (await ana.post(f"{T}/{waiting.id}/snooze", {"until": until})).status == 422


@pytest.mark.asyncio
async def test_a_moment_that_has_passed_is_refused_with_a_sentence(house: Any) -> None:
    ana, waiting = await house.browser(), await house.thread()
    for past in ("2020-01-01T09:00:00Z", "0001-01-01T00:00:00+14:00"):
        refused = await ana.post(f"{T}/{waiting.id}/snooze", {"until": past})
        assert refused.status in (409, 422)


@pytest.mark.asyncio
async def test_agents_see_their_colleagues_by_name_and_how_much_they_have(house: Any) -> None:
    ana, ben = await house.browser(name="Ana"), await house.user("agent", "Ben")
    gone = await house.user("agent", "Gone")
    await house.inbox.write(users.change, gone.id, Change(disabled=True), ben.id, house.inbox.clock())
    await house.inbox.write(desks.arrive, ben.id, house.inbox.clock())
    waiting = await house.thread()
    await house.inbox.write(threads.claim, waiting.id, ben.id, house.inbox.clock())
    found = (await ana.get("/api/v1/colleagues")).json
    assert [(one["name"], one["there"], one["waiting"]) for one in found] == [("Ana", False, 0), ("Ben", True, 1)]
    assert set(found[0]) == {"id", "name", "there", "waiting"}


@pytest.mark.asyncio
async def test_a_thread_is_handed_to_a_colleague_and_back(house: Any) -> None:
    ana, ben, waiting = await house.browser(name="Ana"), await house.user("agent", "Ben"), await house.thread()
    path = f"{T}/{waiting.id}/assign"
    assert (await ana.post(path, {"user_id": ben.id})).json["assignee_name"] == "Ben"
    assert (await ana.post(path, {"user_id": None})).json["assignee_id"] is None
    assert (await ana.post(path, {"user_id": None})).status == 409
    assert (await ana.post(path, {"user_id": str(uuid4())})).status == 404
    assert (await ana.post(path, {"user_id": "Ben"})).status == 422
    assert (await ana.post(path, {})).status == 422


@pytest.mark.asyncio
async def test_a_close_is_taken_back(house: Any) -> None:
    ana, waiting = await house.browser(name="Ana"), await house.thread()
    await ana.post(f"{T}/{waiting.id}/close")
    back = (await ana.post(f"{T}/{waiting.id}/reopen", {"undo": True})).json
    assert (back["status"], back["assignee_id"]) == ("open", None)
    assert back["waiting_since"] is not None
    assert back["unanswered"] == 1


@pytest.mark.asyncio
async def test_many_are_done_at_once_in_parts(house: Any) -> None:
    ana = await house.browser(name="Ana")
    ids = [(await house.customer_says("Hi", f"c{number}@example.org")).thread_id for number in range(60)]
    outcomes = (await ana.post("/api/v1/bulk", {"threads": [*ids, str(uuid4())], "step": "take"})).json
    assert [one["id"] for one in outcomes[:-1]] == ids
    assert {one["error"] for one in outcomes[:-1]} == {""}
    assert outcomes[-1]["error"] == "There is no such thread."
    tagged = (await ana.post("/api/v1/bulk", {"threads": ids[:2], "step": "tag", "tag": "vip"})).json
    assert [one["error"] for one in tagged] == ["", ""]
    assert (await ana.get("/api/v1/tags")).json == [{"name": "vip", "count": 2}]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "body",
    [
        {"step": "close"},
        {"threads": [], "step": "close"},
        {"threads": ["x"], "step": "close"},
        {"threads": [str(uuid4())] * 201, "step": "close"},
        {"threads": [str(uuid4())], "step": "erase"},
        {"threads": [str(uuid4())], "step": "tag"},
        {"threads": [str(uuid4())], "step": "untag", "tag": "  "},
        {"threads": [str(uuid4())], "step": "tag", "tag": "x" * 51},
        {"threads": [str(uuid4())], "step": "snooze", "until": "soon"},
    ],
)
async def test_what_is_no_deed_is_refused(house: Any, body: dict[str, object]) -> None:
    ana = await house.browser()
    assert (await ana.post("/api/v1/bulk", body)).status == 422


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "skip"), ("POST", "snooze"), ("POST", "wake"), ("POST", "assign")],
)
async def test_a_thread_that_is_not_there_is_not_found(house: Any, method: str, path: str) -> None:
    ana = await house.browser()
    body = {"reason": "later", "until": None, "user_id": None}
    assert (await ana.ask(method, f"{T}/{uuid4()}/{path}", body)).status == 404


@pytest.mark.asyncio
@pytest.mark.parametrize("path", ["next", "bulk", f"{NOBODYS}/skip", f"{NOBODYS}/assign"])
async def test_a_stranger_may_do_none_of_it(house: Any, path: str) -> None:
    assert (await house.stranger().post(f"/api/v1/{path}", {})).status == 401
