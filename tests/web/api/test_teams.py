"""Teams by the API: made, changed and removed by supervisors."""

from typing import Any

import pytest

NOBODY = "00000000-0000-7000-8000-000000000000"


async def ids(house: Any, *names: str) -> list[str]:
    return [(await house.user("agent", name)).id for name in names]


@pytest.mark.asyncio
async def test_a_team_is_made_shown_changed_and_removed(house: Any) -> None:
    browser = await house.browser("supervisor")
    ana, ben = await ids(house, "Ana", "Ben")
    made = (await browser.post("/api/v1/teams", {"name": "Support"})).json
    assert made == {"id": made["id"], "name": "Support", "assigns": False, "member_ids": [], "account_ids": []}
    wanted = {"assigns": True, "member_ids": [ben, ana], "account_ids": [house.account]}
    changed = (await browser.patch(f"/api/v1/teams/{made['id']}", wanted)).json
    assert changed == {**made, **wanted, "member_ids": [ana, ben]}
    renamed = (await browser.patch(f"/api/v1/teams/{made['id']}", {"name": "Returns"})).json
    assert (await browser.get("/api/v1/teams")).json == [renamed] == [{**changed, "name": "Returns"}]
    await house.thread()
    removed = await browser.delete(f"/api/v1/teams/{made['id']}")
    assert (removed.status, removed.json) == (200, {"account_names": ["Support"], "waiting": 1})
    assert (await browser.get("/api/v1/teams")).json == []


@pytest.mark.asyncio
async def test_all_of_a_team_may_be_said_at_once(house: Any) -> None:
    browser, (ana,) = await house.browser("admin"), await ids(house, "Ana")
    wanted = {"name": "Support", "assigns": True, "member_ids": [ana], "account_ids": [house.account]}
    made = (await browser.post("/api/v1/teams", wanted)).json
    assert made == {"id": made["id"], **wanted}


@pytest.mark.asyncio
async def test_a_second_team_of_the_same_name_is_refused_with_a_sentence(house: Any) -> None:
    browser = await house.browser("supervisor")
    await browser.post("/api/v1/teams", {"name": "Support"})
    answer = await browser.post("/api/v1/teams", {"name": "support"})
    assert (answer.status, answer.code) == (409, "conflict")
    assert answer.sentence == "There is already a team called support. Choose another name."


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"name": " "},
        {"name": "x" * 101},
        {"name": "x", "assigns": "yes"},
        {"name": "x", "member_ids": ["ana"]},
        {"name": "x", "account_ids": [NOBODY] * 1001},
    ],
    ids=lambda wrong: str(wrong)[:40],
)
async def test_a_team_that_does_not_fit_is_refused(house: Any, wrong: Any) -> None:
    browser = await house.browser("supervisor")
    assert (await browser.post("/api/v1/teams", wrong)).status == 422
    assert (await browser.get("/api/v1/teams")).json == []


@pytest.mark.asyncio
async def test_what_is_not_there_is_not_found(house: Any) -> None:
    browser = await house.browser("supervisor")
    assert (await browser.post("/api/v1/teams", {"name": "x", "member_ids": [NOBODY]})).status == 404
    assert (await browser.patch(f"/api/v1/teams/{NOBODY}", {"name": "x"})).status == 404
    assert (await browser.delete(f"/api/v1/teams/{NOBODY}")).status == 404
    assert (await browser.get("/api/v1/teams")).json == []


@pytest.mark.asyncio
async def test_agents_neither_see_nor_change_teams(house: Any) -> None:
    browser = await house.browser("agent")
    answers = [
        await browser.get("/api/v1/teams"),
        await browser.post("/api/v1/teams", {"name": "x"}),
        await browser.patch(f"/api/v1/teams/{NOBODY}", {"name": "x"}),
        await browser.delete(f"/api/v1/teams/{NOBODY}"),
    ]
    assert [one.status for one in answers] == [403] * 4
