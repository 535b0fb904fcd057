"""Who is there: by an open inbox, and by what they say themselves."""

from datetime import timedelta
from typing import Any

import pytest

from inbox import desks, threads
from inbox.desks import LEASE
from web import sse


async def me(browser: Any) -> Any:
    return (await browser.get("/api/v1/me/desk")).json


@pytest.mark.asyncio
async def test_an_open_inbox_makes_an_agent_be_there(house: Any) -> None:
    browser = await house.browser("agent", "Ana")
    assert (await me(browser))["online"] is False
    async with browser.stream() as stream:
        await stream.fields()
        desk = await me(browser)
    assert desk["online"] is desk["available"] is True
    assert {name: desk[name] for name in ("name", "role", "waiting", "load", "capacity", "skills", "team_ids")} == {
        "name": "Ana", "role": "agent", "waiting": 0, "load": 0.0, "capacity": 5, "skills": [], "team_ids": [],
    }  # fmt: skip


@pytest.mark.asyncio
async def test_an_inbox_that_stays_open_renews_its_lease_and_only_as_often_as_it_must(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sse, "HEARTBEAT", 0.01)
    browser, start, written = await house.browser("agent", "Ana"), house.inbox.clock(), list[str]()
    really = house.inbox.write

    async def write(work: Any, *args: Any) -> Any:
        written.append(work.__name__)
        return await really(work, *args)

    monkeypatch.setattr(house.inbox, "write", write)
    monkeypatch.setattr(house.inbox, "clock", lambda: start)
    async with browser.stream() as stream:
        for _ in range(5):
            await stream.fields()
        assert written == ["arrive"]
        monkeypatch.setattr(house.inbox, "clock", lambda: start + timedelta(minutes=1))
        while written != ["arrive", "arrive"]:
            await stream.fields()
    user_id = (await browser.get("/api/v1/session")).json["user"]["id"]
    just_before = start + timedelta(minutes=1) + LEASE - timedelta(seconds=1)
    assert (await house.inbox.read(desks.get, user_id, just_before)).online


@pytest.mark.asyncio
async def test_whoever_says_that_they_are_away_is_shown_so(house: Any) -> None:
    browser, supervisor = await house.browser("agent", "Ana"), await house.browser("supervisor", "Sue")
    async with browser.stream() as stream:
        await stream.fields()
        away = await browser.ask("PUT", "/api/v1/me/available", {"available": False})
        assert (away.status, away.json["available"]) == (200, False)
        change = await stream.change()
        assert (change["kind"], change["data"]) == ("desk.changed", {"user_id": away.json["user_id"]})
        assert [one["available"] for one in (await supervisor.get("/api/v1/desks")).json] == [False, True]
        back = await browser.ask("PUT", "/api/v1/me/available", {"available": True})
        assert (back.json["available"], back.json["online"]) == (True, True)


@pytest.mark.asyncio
async def test_supervisors_see_everybody_with_what_they_have_to_do(house: Any) -> None:
    supervisor, ana = await house.browser("supervisor", "Sue"), await house.user("agent", "Ana")
    waiting = await house.thread()
    await house.inbox.write(threads.claim, waiting.id, ana.id, house.inbox.clock())
    first, second = (await supervisor.get("/api/v1/desks")).json
    assert (first["name"], first["waiting"], first["load"], first["online"]) == ("Ana", 1, 1.0, False)
    assert (second["name"], second["role"], second["waiting"]) == ("Sue", "supervisor", 0)


@pytest.mark.asyncio
async def test_agents_see_their_own_desk_alone(house: Any) -> None:
    browser = await house.browser("agent", "Ana")
    assert (await browser.get("/api/v1/desks")).status == 403
    assert (await me(browser))["name"] == "Ana"


@pytest.mark.asyncio
@pytest.mark.parametrize("wrong", [{}, {"available": "yes"}, {"available": None}], ids=str)
async def test_what_does_not_say_whether_one_is_there_is_refused(house: Any, wrong: Any) -> None:
    browser = await house.browser()
    assert (await browser.ask("PUT", "/api/v1/me/available", wrong)).status == 422


@pytest.mark.asyncio
async def test_an_admin_says_what_somebody_can_and_how_much(house: Any) -> None:
    admin, ana = await house.browser("admin"), await house.user("agent", "Ana")
    path = f"/api/v1/users/{ana.id}"
    changed = (await admin.patch(path, {"skills": ["es", "recovery"], "capacity": 8})).json
    assert (changed["skills"], changed["capacity"]) == (["es", "recovery"], 8)
    (desk,) = [one for one in (await admin.get("/api/v1/desks")).json if one["name"] == "Ana"]
    assert (desk["skills"], desk["capacity"]) == (["es", "recovery"], 8)
    (entry,) = [one for one in (await admin.get("/api/v1/audit")).json["entries"] if one["action"] == "user.changed"]
    assert entry["data"] == {"user_id": ana.id, "user": "Ana", "changed": "skills, capacity"}
    renamed = (await admin.patch(path, {"name": "Anna"})).json
    assert (renamed["skills"], renamed["capacity"]) == (["es", "recovery"], 8), "what is not said stays"
    plain = (await admin.patch(path, {"skills": [], "capacity": 0})).json
    assert "skills" not in plain
    assert "capacity" not in plain


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "wrong",
    [{"skills": ["Spanish!"]}, {"skills": "es"}, {"skills": ["x"] * 51}, {"capacity": 51}, {"capacity": -1}],
    ids=lambda wrong: str(wrong)[:30],
)
async def test_skills_and_capacities_that_make_no_sense_are_refused(house: Any, wrong: Any) -> None:
    admin, ana = await house.browser("admin"), await house.user("agent", "Ana")
    assert (await admin.patch(f"/api/v1/users/{ana.id}", wrong)).status == 422
