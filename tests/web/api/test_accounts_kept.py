"""How long an account keeps its messages, and who changed which account."""

from typing import Any

import pytest

NEW = {"connector": "pigeon", "name": "Roof", "settings": {"loft": "Roof", "whistle": "hunter2"}}


async def add(admin: Any) -> str:
    return str((await admin.post("/api/v1/accounts", NEW)).json["id"])


async def told(admin: Any) -> list[dict[str, Any]]:
    entries = (await admin.get("/api/v1/audit")).json["entries"]
    return [one for one in entries if one["action"].startswith("account.")]


@pytest.mark.asyncio
async def test_messages_are_kept_for_ever_until_somebody_says_how_long(house: Any, pigeon: Any) -> None:
    admin = await house.browser("admin")
    account = f"/api/v1/accounts/{await add(admin)}"
    assert [one["keep_days"] for one in (await admin.get("/api/v1/accounts")).json] == [None, None]
    assert (await admin.patch(account, {"keep_days": 30})).json["keep_days"] == 30
    assert (await admin.patch(account, {"name": "Tower"})).json["keep_days"] == 30, "what is not given stays"
    assert (await admin.patch(account, {"keep_days": None})).json["keep_days"] is None


@pytest.mark.asyncio
@pytest.mark.parametrize("days", [0, -1, 40_000, "x", 1.5], ids=str)
async def test_nonsense_is_refused(house: Any, pigeon: Any, days: Any) -> None:
    admin = await house.browser("admin")
    assert (await admin.patch(f"/api/v1/accounts/{await add(admin)}", {"keep_days": days})).status == 422


@pytest.mark.asyncio
async def test_every_change_is_noted_without_a_setting(house: Any, pigeon: Any) -> None:
    admin = await house.browser("admin")
    account_id = await add(admin)
    account = f"/api/v1/accounts/{account_id}"
    await admin.patch(account, {"keep_days": 30, "paused": True})
    await admin.patch(account, {"keep_days": 30, "paused": True})
    await admin.patch(account, {"settings": {"whistle": "louder"}, "name": "Tower"})
    await admin.delete(account)
    removed, renamed, changed, added = await told(admin)
    named = {"account_id": account_id, "account": "Roof", "channel": "pigeon"}
    assert (added["action"], added["data"], added["actor_name"]) == ("account.added", named, "Admin")
    assert changed["data"] == {**named, "paused": "yes", "keep_days_before": "", "keep_days": "30"}
    assert renamed["data"] == {**named, "account": "Tower", "name_before": "Roof", "changed": "settings"}
    assert (removed["action"], removed["data"]) == ("account.removed", {**named, "account": "Tower"})
    assert "louder" not in str(await told(admin))


@pytest.mark.asyncio
async def test_an_agent_does_not_say_how_long(house: Any, pigeon: Any) -> None:
    admin, agent = await house.browser("admin"), await house.browser("agent")
    assert (await agent.patch(f"/api/v1/accounts/{await add(admin)}", {"keep_days": 1})).status == 403
