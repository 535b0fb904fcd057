"""Views of an agent's own, and a list that is narrowed."""

from typing import Any

import pytest

NOBODYS = "0192f0c1-7a55-7d3e-8c1b-2f0e9b6a4d11"
SMS = {"view": "open", "channel": "sms"}


@pytest.mark.asyncio
async def test_a_view_is_made_changed_and_removed(house: Any) -> None:
    browser = await house.browser()
    assert (await browser.get("/api/v1/views")).json == []
    made = (await browser.post("/api/v1/views", {"name": "Texts", "document": SMS})).json
    assert (made["name"], made["document"]) == ("Texts", SMS)
    path = f"/api/v1/views/{made['id']}"
    changed = await browser.ask("PUT", path, {"name": "Mail", "document": {"view": "mine", "angry": True}})
    assert changed.json == {"id": made["id"], "name": "Mail", "document": {"view": "mine", "angry": True}}
    assert (await browser.get("/api/v1/views")).json == [changed.json]
    assert (await browser.delete(path)).status == 204
    assert (await browser.get("/api/v1/views")).json == []


@pytest.mark.asyncio
async def test_nobody_sees_or_changes_what_is_somebody_elses(house: Any) -> None:
    ana, ben = await house.browser("agent", "Ana"), await house.browser("admin", "Ben")
    hers = (await ana.post("/api/v1/views", {"name": "Texts", "document": SMS})).json
    assert (await ben.get("/api/v1/views")).json == []
    answer = await ben.ask("PUT", f"/api/v1/views/{hers['id']}", {"name": "Mine", "document": SMS})
    assert (answer.status, answer.code) == (404, "not_found")
    await ben.delete(f"/api/v1/views/{hers['id']}")
    assert (await ana.get("/api/v1/views")).json == [hers]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "body",
    [
        {"name": "", "document": SMS},
        {"name": "   ", "document": SMS},
        {"name": "x" * 61, "document": SMS},
        {"name": "Texts"},
        {"name": "Texts", "document": {"view": "everything"}},
        {"name": "Texts", "document": {"view": "v/1"}},
        {"name": "Texts", "document": {"team_id": "x"}},
        {"name": "Texts", "document": {"tag": "x" * 51}},
        {"name": "Texts", "document": []},
    ],
)
async def test_what_is_no_view_is_refused_in_a_sentence(house: Any, body: Any) -> None:
    browser = await house.browser()
    answer = await browser.post("/api/v1/views", body)
    assert answer.status == 422
    assert answer.sentence
    assert (await browser.get("/api/v1/views")).json == []


@pytest.mark.asyncio
async def test_a_name_that_is_used_already_is_said(house: Any) -> None:
    browser = await house.browser()
    await browser.post("/api/v1/views", {"name": "Texts", "document": SMS})
    again = await browser.post("/api/v1/views", {"name": "texts", "document": SMS})
    assert (again.status, again.sentence) == (409, "You have a view called texts already. Choose another name.")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("method", "path"), [("GET", ""), ("POST", ""), ("PUT", f"/{NOBODYS}"), ("DELETE", f"/{NOBODYS}")]
)
async def test_views_are_for_those_who_are_signed_in(house: Any, method: str, path: str) -> None:
    answer = await house.stranger().ask(method, f"/api/v1/views{path}", {"name": "Texts", "document": SMS})
    assert answer.status == 401


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("narrowed", "fits"),
    [
        ("channel=email", True),
        ("channel=sms", False),
        ("angry=true", False),
        ("angry=false", True),
        ("language=pt", False),
        ("tag=refund", False),
        (f"team_id={NOBODYS}", False),
        (f"assignee_id={NOBODYS}", False),
        ("channel=&tag=&language=", True),
    ],
)
async def test_a_list_is_narrowed(house: Any, narrowed: str, fits: bool) -> None:
    browser, thread = await house.browser(), await house.thread()
    found = (await browser.get(f"/api/v1/threads?view=open&{narrowed}")).json["threads"]
    assert [one["id"] for one in found] == ([thread.id] if fits else [])


@pytest.mark.asyncio
@pytest.mark.parametrize("limit", ["0", "201", "-1", "x"])
async def test_a_page_has_its_bounds(house: Any, limit: str) -> None:
    browser = await house.browser()
    assert (await browser.get(f"/api/v1/threads?limit={limit}")).status == 422


@pytest.mark.asyncio
async def test_a_page_is_as_long_as_it_is_asked_to_be(house: Any) -> None:
    browser = await house.browser()
    for number in range(3):
        await house.customer_says("Hello", f"c{number}@example.org")
    page = (await browser.get("/api/v1/threads?limit=2")).json
    assert len(page["threads"]) == 2
    rest = (await browser.get(f"/api/v1/threads?limit=2&after={page['next']}")).json
    assert (len(rest["threads"]), rest["next"]) == (1, None)


@pytest.mark.asyncio
async def test_agents_know_the_teams_by_name(house: Any) -> None:
    admin, agent = await house.browser("admin", "Ada"), await house.browser("agent", "Ana")
    made = (await admin.post("/api/v1/teams", {"name": "Billing"})).json
    assert (await agent.get("/api/v1/team-names")).json == [{"id": made["id"], "name": "Billing"}]
